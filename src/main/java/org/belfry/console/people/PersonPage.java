package org.belfry.console.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.ProfileInput;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientRegistry;
import org.belfry.audience.Recipients;
import org.belfry.console.Destructive;
import org.belfry.console.Messages;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.erasure.Erasure;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.Inboxes;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;
import org.belfry.presence.AgentPresence;
import org.belfry.presence.AgentPresences;

/** What is known of somebody, and who is new. */
@Named("personPage")
@RequestScoped
public class PersonPage {

    @Inject
    private Person person;

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientRegistry registry;

    @Inject
    private Inboxes inboxes;

    @Inject
    private AgentPresences presences;

    @Inject
    private Erasure erasure;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private String newName;
    private String kind = Recipient.Kind.USER.code();
    private String displayName;
    private String email;
    private String locale;
    private String timeZone;
    private boolean enabled = true;
    private String typed;

    @PostConstruct
    void load() {
        if (person.name() != null) {
            var profile = person.recipient().profile();
            kind = profile.kind().code();
            displayName = profile.displayName();
            email = profile.email();
            locale = profile.locale();
            timeZone = profile.timeZone();
            enabled = profile.enabled();
        }
    }

    /** Like {@code PUT /api/recipients/{name}}, but nobody who is there already is made anew. */
    @ReportProblems
    public void save() throws IOException {
        var name = isAdding() ? newName() : person.name();
        var said = JsonOutput.object()
                .add("kind", kind)
                .add("display_name", JsonOutput.of(displayName))
                .add("email", JsonOutput.of(email))
                .add("locale", JsonOutput.of(locale))
                .add("time_zone", JsonOutput.of(timeZone))
                .add("enabled", enabled)
                .build();
        var profile = ProfileInput.read(name, new JsonInput(said));
        registry.describe(person.organization(), name, profile);
        messages.doneAndGone(texts.of(Person.PACKAGE, isAdding() ? "new.done" : "profile.done", name));
        Person.open(name);
    }

    private String newName() {
        if (newName == null) {
            throw Problem.invalid("name", Sentence.asIs(texts.of(Person.PACKAGE, "new.name.needed")));
        }
        var name = newName.strip();
        if (recipients.find(person.organization(), name).isPresent()) {
            throw Problem.invalid("name", Sentence.asIs(texts.of(Person.PACKAGE, "new.name.taken")));
        }
        return name;
    }

    @ReportProblems
    @Destructive
    public void erase() throws IOException {
        var name = person.recipient().name();
        if (!name.equals(typed)) {
            throw Problem.invalid("typed", Sentence.asIs(texts.of(Person.PACKAGE, "erase.typed.wrong")));
        }
        erasure.erase(caller.get(), name);
        messages.doneAndGone(texts.of(Person.PACKAGE, "erase.done"));
        Person.leave(Person.LIST);
    }

    public boolean isAdding() {
        return person.name() == null;
    }

    public String getTitle() {
        return isAdding() ? texts.of(Person.PACKAGE, "new") : person.recipient().shownName();
    }

    public String getName() {
        return person.name();
    }

    public Recipient getRecipient() {
        return person.recipient();
    }

    /** Null where it was removed a moment ago. */
    public Inbox getInbox() {
        return inboxes.state(person.recipient().id());
    }

    /** Null for one who is no agent, or was never seen. */
    public AgentPresence getPresence() {
        var recipient = person.recipient();
        return recipient.isAgent() ? presences.of(List.of(recipient.id())).get(recipient.id()) : null;
    }

    /** IANA names. */
    public SortedSet<String> getZones() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds());
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = newName;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = kind;
    }

    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String displayName) {
        this.displayName = displayName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String locale) {
        this.locale = locale;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
