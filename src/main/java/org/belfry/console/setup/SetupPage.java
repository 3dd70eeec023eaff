package org.belfry.console.setup;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import java.io.IOException;
import org.belfry.access.ApiKeys;
import org.belfry.access.ManagedAccounts;
import org.belfry.access.Organization;
import org.belfry.access.OrganizationInput;
import org.belfry.access.Organizations;
import org.belfry.access.PasswordSignIn;
import org.belfry.access.Role;
import org.belfry.access.SenderPolicy;
import org.belfry.audience.ProfileInput;
import org.belfry.audience.Recipient;
import org.belfry.audience.RecipientRegistry;
import org.belfry.audience.Recipients;
import org.belfry.catalog.Channel;
import org.belfry.console.Destructive;
import org.belfry.console.Language;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.delivery.ChannelSenders;
import org.belfry.delivery.DeliveryReports;
import org.belfry.delivery.DeliveryState;
import org.belfry.delivery.email.EmailPreviews;
import org.belfry.intake.EventDraft;
import org.belfry.intake.Intake;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PublicUrl;

/** The steps of the setup. What has been done already is seen in what there is, so that one may stop and come back. */
@Named("setup")
@RequestScoped
public class SetupPage {

    private static final String PACKAGE = "setup";

    @Inject
    private SignedIn me;

    @Inject
    private ManagedAccounts accounts;

    @Inject
    private PasswordSignIn passwords;

    @Inject
    private Organizations organizations;

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientRegistry registry;

    @Inject
    private ApiKeys keys;

    @Inject
    private Intake intake;

    @Inject
    private DeliveryReports deliveries;

    @Inject
    private ChannelSenders senders;

    @Inject
    private SenderPolicy senderPolicy;

    @Inject
    private EmailPreviews emails;

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private PageParameters parameters;

    @Inject
    private Messages messages;

    @Inject
    private Language language;

    @Inject
    private Texts texts;

    private Organization organization;
    private Recipient self;
    private String current;
    private String password;
    private String name;
    private String sender;
    private String email;
    private String keyName;
    private ApiKeys.CreatedKey createdKey;
    private Test test;

    @PostConstruct
    void load() {
        organization = organizations.find(me.caller().organization()).orElseThrow();
        self = recipients.find(organization.id(), me.caller().recipient()).orElse(null);
        name = organization.name();
        sender = organization.sender();
        email = self == null ? null : self.profile().email();
        keyName = texts.of(PACKAGE, "key.name.first");
        test = loadTest();
    }

    // --- the password ------------------------------------------------------------------------------------------------

    /** Whether it is still the one that stood in the log. */
    public boolean isPasswordGenerated() {
        return accounts.hasGeneratedPassword(me.caller());
    }

    @ReportProblems
    public void changePassword() {
        passwords.change(
                me.caller(),
                () -> input(JsonOutput.object()
                        .add("current", JsonOutput.of(current))
                        .add("password", JsonOutput.of(password))
                        .build()));
        messages.done(texts.of(PACKAGE, "password.done"));
    }

    // --- the organization --------------------------------------------------------------------------------------------

    @ReportProblems
    @Destructive
    public void describe() {
        var input = input(JsonOutput.object()
                .add("name", name == null ? "" : name)
                .add("sender", sender == null ? "" : sender)
                .build());
        var organizationSettings = OrganizationInput.read(input, organization.code(), senderPolicy.rules());
        input.check();
        organization =
                organizations.change(organization.code(), organizationSettings).orElseThrow();
        messages.done(texts.of(PACKAGE, "organization.done"));
    }

    /** Why the saved sender is no longer used, and which one is used instead; null if it is used. */
    public String getSenderNotice() {
        var from = emails.from(organization);
        return senderPolicy
                .rules()
                .wrong(organization.code(), organization.sender())
                .map(any -> from == null
                        ? texts.of(PACKAGE, "organization.sender.refused", organization.sender())
                        : texts.of(PACKAGE, "organization.sender.instead", organization.sender(), from))
                .orElse(null);
    }

    /** The note on which senders are allowed. */
    public String getSenderNote() {
        var domains = senderPolicy.rules().domains(organization.code());
        return domains.isEmpty()
                ? texts.of(PACKAGE, "organization.sender.name")
                : texts.of(PACKAGE, "organization.sender.domains", String.join(", ", domains));
    }

    // --- the test e-mail ---------------------------------------------------------------------------------------------

    /** Why no e-mail can be sent at present; null where it can. */
    public String getMailMissing() {
        return senders.of(Channel.EMAIL).unavailable().map(texts::within).orElse(null);
    }

    /** Makes the address one's own, and sends an ordinary message of the system there, by the way that all e-mail goes. */
    @ReportProblems
    public void sendTest() throws IOException {
        var caller = me.caller();
        var profile = self == null ? null : self.profile();
        var known = JsonOutput.object().add("email", email == null ? "" : email);
        if (profile != null) {
            known.add("kind", profile.kind().code())
                    .add("display_name", JsonOutput.of(profile.displayName()))
                    .add("locale", JsonOutput.of(profile.locale()))
                    .add("time_zone", JsonOutput.of(profile.timeZone()))
                    .add("enabled", profile.enabled());
        }
        var input = input(known.build());
        input.requiredText("email", 320);
        var described = ProfileInput.read(caller.recipient(), input);
        input.check();
        registry.describe(organization.id(), caller.recipient(), described);
        var event = input(JsonOutput.object()
                .add("type", "system_message")
                .add("recipients", JsonOutput.array().add(caller.recipient()))
                .add("title", texts.of(PACKAGE, "test.title"))
                .add("message", texts.of(PACKAGE, "test.message"))
                .build());
        var draft = EventDraft.read(event);
        event.check();
        var receipt = intake.accept(caller, draft, null);
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + "/console/setup?event=" + receipt.eventId() + "#test");
    }

    /** What became of the test e-mail that the address names; null where it names none. */
    public Test getTest() {
        return test;
    }

    private Test loadTest() {
        var eventId = parameters.id("event");
        if (eventId == null || self == null) {
            return null;
        }
        return deliveries.of(organization.id(), eventId, self.id()).stream()
                .filter(report -> report.delivery().channel().equals(Channel.EMAIL.code()))
                .findFirst()
                .map(report -> new Test(
                        report.delivery().id(),
                        report.delivery().state(),
                        report.delivery().address(),
                        deliveries.explain(report.delivery(), language.getLocale())))
                .orElseGet(() -> new Test(null, null, null, null));
    }

    /** The test e-mail. */
    public static final class Test {

        private final Long id;
        private final DeliveryState state;
        private final String address;
        private final String sentence;

        private Test(Long id, DeliveryState state, String address, String sentence) {
            this.id = id;
            this.state = state;
            this.address = address;
            this.sentence = sentence;
        }

        /** Null where it was decided to send none. */
        public Long getId() {
            return id;
        }

        public String getAddress() {
            return address;
        }

        public String getSentence() {
            return sentence;
        }

        public boolean isSent() {
            return state == DeliveryState.SENT;
        }

        /** Whether more is to come of it. */
        public boolean isUnderWay() {
            return state == DeliveryState.PENDING || state == DeliveryState.SENDING;
        }

        /** One of {@code good}, {@code warning} and {@code bad}. */
        public String getStyle() {
            return isSent() ? "good" : isUnderWay() ? "warning" : "bad";
        }
    }

    // --- the first key -----------------------------------------------------------------------------------------------

    /** Whether there is a key for an application: one that sends, and is no admin's. */
    public boolean isKeyThere() {
        return keys.isThereOne(organization.id(), Role.OPERATOR);
    }

    @ReportProblems
    @Destructive
    public void createKey() {
        createdKey = keys.create(
                me.caller(),
                input(JsonOutput.object()
                        .add("name", keyName == null ? "" : keyName)
                        .add("role", Role.OPERATOR.code())
                        .build()));
    }

    /** The new key, in the answer to its creation only; null in all others. */
    public String getSecret() {
        return createdKey == null ? null : createdKey.secret();
    }

    /** A first event, with the key that was just made. */
    public String getFirstEvent() {
        return """
                curl -H 'x-api-key: %s' -H 'Content-Type: application/json' \\
                  -d '{"type":"system_message","recipients":["%s"],"title":"Hello"}' \\
                  %s/api/events""".formatted(getSecret(), me.caller().recipient(), base());
    }

    // --- the bell ----------------------------------------------------------------------------------------------------

    /** What a page needs for the bell: two lines. */
    public String getBell() {
        return """
                <script type="module" src="%1$s/belfry-bell.js"></script>
                <belfry-bell token-url="/belfry-token"></belfry-bell>""".formatted(base());
    }

    private String base() {
        return publicUrl.base().orElseGet(() -> {
            var external = FacesContext.getCurrentInstance().getExternalContext();
            return external.getRequestScheme() + "://" + external.getRequestServerName() + ":"
                    + external.getRequestServerPort() + external.getRequestContextPath();
        });
    }

    // --- the end -----------------------------------------------------------------------------------------------------

    public boolean isFinished() {
        return !organization.isNew();
    }

    /** From now on one comes to the first page. */
    @ReportProblems
    public String finish() {
        organizations.setUp(organization.code());
        messages.doneAndGone(texts.of(PACKAGE, "finished"));
        return "/console/overview?faces-redirect=true";
    }

    private static JsonInput input(JsonObject json) {
        return new JsonInput(json);
    }

    /** Never shown again. */
    public String getCurrent() {
        return null;
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    /** Never shown again. */
    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String sender) {
        this.sender = sender;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getKeyName() {
        return keyName;
    }

    public void setKeyName(String keyName) {
        this.keyName = keyName;
    }
}
