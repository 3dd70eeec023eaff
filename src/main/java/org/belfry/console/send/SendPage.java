package org.belfry.console.send;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.belfry.audience.AudienceEstimate;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.audience.Topics;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.Priority;
import org.belfry.console.Choices;
import org.belfry.console.Codes;
import org.belfry.console.Destructive;
import org.belfry.console.Language;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.PreviewRenderer;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.LeasedMessage;
import org.belfry.intake.EventDraft;
import org.belfry.intake.Intake;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.primefaces.PrimeFaces;

/** An event is written, looked at, and sent. */
@Named("sendPage")
@RequestScoped
public class SendPage {

    private static final String PACKAGE = "send";

    private static final int SUGGESTIONS = 8;

    /** Names that are looked at for suggestions. */
    private static final int LOOKED_AT = 50;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private Catalog catalog;

    @Inject
    private Intake intake;

    @Inject
    private AudienceEstimate estimate;

    @Inject
    private Recipients recipients;

    @Inject
    private Topics topics;

    @Inject
    private PreviewRenderer renderer;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    @Inject
    private Codes codes;

    @Inject
    private Language language;

    private final EventForm form = new EventForm();
    private List<EffectiveType> types;
    private List<SelectItem> typeChoices;
    private AudienceEstimate.Count count;
    private String composed;

    @PostConstruct
    void begin() {
        renderer.of(this::imagined);
    }

    public EventForm getForm() {
        if (form.getEventId() == null) {
            form.setEventId("console-" + UUID.randomUUID());
        }
        return form;
    }

    /** All types that are known, by their categories. */
    public List<SelectItem> getTypeChoices() {
        if (typeChoices == null) {
            var groups = new LinkedHashMap<String, List<SelectItem>>();
            types().stream()
                    .filter(type -> catalog.reserved(type.type().code()).isEmpty())
                    .forEach(type -> groups.computeIfAbsent(type.type().category(), category -> new ArrayList<>())
                            .add(new SelectItem(type.type().code(), type.type().code())));
            typeChoices = groups.entrySet().stream()
                    .<SelectItem>map(group -> new SelectItemGroup(
                            codes.category(group.getKey()),
                            null,
                            false,
                            group.getValue().toArray(SelectItem[]::new)))
                    .toList();
        }
        return typeChoices;
    }

    private List<EffectiveType> types() {
        if (types == null) {
            types = catalog.all(organization());
        }
        return types;
    }

    /** When the type happens that is chosen; null where nobody says. */
    public String getDescription() {
        return types().stream()
                .filter(type -> type.type().code().equals(form.getType()))
                .findFirst()
                .map(type -> catalog.words(type, language.getLocale()).description())
                .orElse(null);
    }

    public List<SelectItem> getPriorities() {
        var choices = new Choices();
        choices.add(texts.of(PACKAGE, "priority.ofType"), "");
        Arrays.stream(Priority.values()).forEach(one -> choices.add(codes.priority(one.code()), one.code()));
        return choices.list();
    }

    public List<SelectItem> getAudiences() {
        var choices = new Choices();
        for (var one : EventForm.Audience.values()) {
            choices.add(
                    texts.of(PACKAGE, "to." + one.name().toLowerCase(Locale.ROOT), me.getOrganization()), one.name());
        }
        return choices.list();
    }

    /** Some of those whose names begin like what was typed. */
    public List<String> getSuggestedPeople() {
        return suggested("compose:finder", true);
    }

    public List<String> getSuggestedTopics() {
        return suggested("compose:topicFinder", false);
    }

    private List<String> suggested(String parameter, boolean people) {
        var typed = parameters.text(parameter);
        if (typed == null) {
            return List.of();
        }
        var names = people
                ? recipients.namesFrom(organization(), typed, LOOKED_AT)
                : topics.namesFrom(organization(), typed, LOOKED_AT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                .limit(SUGGESTIONS)
                .toList();
    }

    public PreviewRenderer getDrawing() {
        return renderer;
    }

    private PreviewRenderer.DraftEvent imagined() {
        // To whoever is signed in, as it looks the same whoever it is for.
        var written = JsonOutput.object(getForm().json(me.getAccount()))
                .add("recipients", JsonOutput.array().add(me.caller().recipient()))
                .remove("topics")
                .remove("broadcast")
                .build();
        var content = intake.preview(me.caller(), EventDraft.read(new JsonInput(written)));
        var type = catalog.find(organization(), content.type()).orElseThrow();
        var reader = new LeasedMessage.Recipient(0, me.caller().recipient(), type.locale(), Recipient.UTC);
        return new PreviewRenderer.DraftEvent(content, null, reader, type.type().mandatory());
    }

    /** How many it is for. */
    public long getPeople() {
        return count().people();
    }

    /** In a sentence. */
    public String getReach() {
        return texts.of(PACKAGE, "reach", getPeople());
    }

    /** Names that nothing is known of, in a sentence; null where there are none. */
    public String getUnknown() {
        var unknown = count().unknown();
        if (unknown.isEmpty()) {
            return null;
        }
        var key = form.toWhom() == EventForm.Audience.TOPICS ? "unknown.topics" : "unknown.people";
        var names = String.join(", ", unknown.subList(0, Math.min(SUGGESTIONS, unknown.size())))
                + (unknown.size() > SUGGESTIONS ? ", …" : "");
        return texts.of(PACKAGE, key, unknown.size(), names);
    }

    private AudienceEstimate.Count count() {
        if (count == null) {
            count = switch (form.toWhom()) {
                case PEOPLE -> estimate.named(organization(), form.names());
                case TOPICS -> estimate.following(organization(), form.topicNames());
                case ALL -> estimate.everybody(organization());
            };
        }
        return count;
    }

    /** Counts anew; the page draws it. */
    public void countReach() {
        count = null;
    }

    /** To people whom somebody named it goes at once; else the page asks first, and repeats how many they are. */
    @ReportProblems
    public void send() throws IOException {
        var event = getForm().json(me.getAccount());
        var draft = EventDraft.read(new JsonInput(event));
        if (form.toWhom() == EventForm.Audience.PEOPLE) {
            accept(draft);
        } else {
            intake.preview(me.caller(), draft);
            composed = event.toString();
            PrimeFaces.current().ajax().addCallbackParam("ask", true);
        }
    }

    /** What was asked about. */
    @ReportProblems
    @Destructive
    public void sendToMany() throws IOException {
        accept(EventDraft.read(new JsonInput(JsonBodies.parse(composed))));
    }

    /** The same id of the same producer makes nothing new. */
    private void accept(EventDraft draft) throws IOException {
        var receipt = intake.accept(me.caller(), draft, null);
        if (receipt.duplicate()) {
            messages.doneAndGone(texts.of(PACKAGE, "duplicate"));
        }
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + "/console/send?sent=" + receipt.eventId());
    }

    /** What the question says. */
    public String getQuestion() {
        if (composed == null) {
            return "";
        }
        var event = JsonBodies.parse(composed);
        return texts.of(
                PACKAGE, event.containsKey("topics") ? "ask.topics" : "ask.all", count(event), me.getOrganization());
    }

    /** How many it is for now that it is asked: not how many it was for when the page was drawn. */
    private long count(JsonObject event) {
        if (!event.containsKey("topics")) {
            return estimate.everybody(organization()).people();
        }
        var names = event.getJsonArray("topics").getValuesAs(JsonString::getString);
        return estimate.following(organization(), names).people();
    }

    /** The event that is asked about, which the question carries. */
    public String getComposed() {
        return composed;
    }

    public void setComposed(String composed) {
        this.composed = composed;
    }

    private long organization() {
        return me.caller().organizationId();
    }
}
