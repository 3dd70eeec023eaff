package org.belfry.console.types;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.catalog.CustomTypes;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.EventType;
import org.belfry.catalog.PreviewInput;
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
import org.belfry.inbox.Event;
import org.belfry.intake.EventDraft;
import org.belfry.intake.EventReports;
import org.belfry.intake.Intake;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.UnixTime;

/** One type: what it says, how that looks, and a test of it. An own one can be changed; without a code in the address it is a new one. */
@Named("typePage")
@RequestScoped
public class TypePage {

    private static final String PACKAGE = "types";

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private Catalog catalog;

    @Inject
    private CustomTypes customTypes;

    @Inject
    private Recipients recipients;

    @Inject
    private PreviewRenderer renderer;

    @Inject
    private Intake intake;

    @Inject
    private EventReports reports;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    @Inject
    private Codes codes;

    @Inject
    private Language language;

    @Inject
    private UnixTime time;

    private final TypeForm form = new TypeForm();
    private final SampleForm sample = new SampleForm();
    private EffectiveType type;
    private JsonObject report;

    /** @throws Problem 404 where the address names a type that there is not */
    @PostConstruct
    void find() {
        renderer.of(this::imagined);
        var code = parameters.text("code");
        sample.setActor(me.getAccount());
        sample.setLink("https://example.org/");
        if (code != null) {
            type = catalog.known(organization(), code).orElseThrow(() -> Problem.notFound("Type"));
            form.show(type, catalog.words(type, type.locale()));
            sample.setData(SampleData.written(SampleData.filled(
                    JsonValue.EMPTY_JSON_OBJECT, getVariables().keySet(), time.now())));
        }
    }

    /** Whether it is a new one, which is not there yet. */
    public boolean isDraft() {
        return type == null;
    }

    public boolean isOwn() {
        return type != null && type.type().origin() == EventType.Origin.OWN;
    }

    public boolean isShipped() {
        return type != null && !isOwn();
    }

    /** The page's title. */
    public String getTitle() {
        return isDraft() ? texts.of(PACKAGE, "one.new") : type.type().code();
    }

    public TypeForm getForm() {
        return form;
    }

    public SampleForm getSample() {
        return sample;
    }

    /** What there is to be known of a type that ships, in the reader's language. */
    public String getDescription() {
        return catalog.words(type, language.getLocale()).description();
    }

    /** What a type says in one of its languages. */
    public record Saying(String language, String title, String message) {

        public String getLanguage() {
            return language;
        }

        public String getTitle() {
            return title;
        }

        public String getMessage() {
            return message;
        }
    }

    public List<Saying> getSayings() {
        return type.type().typeTemplates().languages().stream()
                .map(tag -> catalog.words(type, Locale.forLanguageTag(tag)))
                .map(words -> new Saying(
                        Locale.forLanguageTag(words.language()).getDisplayLanguage(language.getLocale()),
                        words.title(),
                        words.message()))
                .toList();
    }

    /** The languages that it has, by their names. */
    public List<SelectItem> getLanguages() {
        var languages = new Choices();
        type.type()
                .typeTemplates()
                .languages()
                .forEach(
                        tag -> languages.add(Locale.forLanguageTag(tag).getDisplayLanguage(language.getLocale()), tag));
        return languages.list();
    }

    /** The members of an event's data that it uses, and what each is; empty where nobody says. */
    public Map<String, String> getVariables() {
        var variables = new LinkedHashMap<String, String>();
        catalog.words(type, language.getLocale())
                .variables()
                .forEach((name, what) -> variables.put(name, what == null ? "" : what));
        return variables;
    }

    public List<String> getCategoryCodes() {
        return catalog.all(organization()).stream()
                .map(one -> one.type().category())
                .distinct()
                .toList();
    }

    public List<SelectItem> getPriorities() {
        var choices = new Choices();
        Arrays.stream(Priority.values()).forEach(one -> choices.add(codes.priority(one.code()), one.code()));
        return choices.list();
    }

    public List<SelectItem> getChannelChoices() {
        var choices = new Choices();
        Arrays.stream(Channel.values()).forEach(one -> choices.add(codes.channel(one.code()), one.code()));
        return choices.list();
    }

    /** What holds in the organization on a channel, in a word. */
    public String holds(String channelCode) {
        var setting = type.defaults().of(Channel.valueOf(channelCode.toUpperCase(Locale.ROOT)));
        return texts.of(PACKAGE, "setting." + setting.code());
    }

    public PreviewRenderer getDrawing() {
        return renderer;
    }

    private PreviewRenderer.DraftEvent imagined() {
        var effective = isDraft() ? catalog.draft(organization(), form.getCode() == null ? "…" : form.getCode()) : type;
        var words = preview(data(effective)).of(effective);
        var priority = isShipped() ? type.type().priority().code() : form.getPriority();
        var category = isShipped() ? type.type().category() : form.getCategory();
        var content = new Event.Content(
                "",
                null,
                effective.type().code(),
                category == null ? effective.type().category() : category,
                priority,
                words.getString("title"),
                words.getString("message", null),
                sample.getLink(),
                sample.getActor(),
                null,
                null);
        var mandatory = isShipped() ? type.type().mandatory() : form.isMandatory();
        return new PreviewRenderer.DraftEvent(content, sample.source(), reader(effective), mandatory);
    }

    /** The one who is signed in, who reads the language that was chosen for the preview. */
    private LeasedMessage.Recipient reader(EffectiveType effective) {
        var name = me.caller().recipient();
        var zone = recipients.find(organization(), name).map(Recipient::timeZone);
        var locale = sample.getLocale() == null ? effective.locale() : Locale.forLanguageTag(sample.getLocale());
        return new LeasedMessage.Recipient(0, name, locale, zone.orElse(Recipient.UTC));
    }

    private JsonObject data(EffectiveType effective) {
        var written = sample.dataObject();
        return SampleData.filled(written, preview(written).names(effective), time.now());
    }

    private PreviewInput preview(JsonObject data) {
        var json = sample.json(data).add("locale", JsonOutput.of(sample.getLocale()));
        if (!isShipped()) {
            json.add("title", JsonOutput.of(form.getTitle())).add("message", JsonOutput.of(form.getMessage()));
        }
        return PreviewInput.read(new JsonInput(json.build()));
    }

    /** Makes a new type, or changes the one that the address names. */
    @ReportProblems
    public void save() throws IOException {
        if (isDraft()) {
            var code = customTypes.create(organization(), new JsonInput(form.json()));
            messages.doneAndGone(texts.of(PACKAGE, "created.done", code));
            go("/console/type?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        } else {
            customTypes.replace(organization(), type.type().code(), new JsonInput(form.json()));
            messages.done(texts.of(PACKAGE, "saved.done"));
        }
    }

    @ReportProblems
    @Destructive
    public void remove() throws IOException {
        customTypes.remove(organization(), type.type().code());
        messages.doneAndGone(texts.of(PACKAGE, "removed.done", type.type().code()));
        go("/console/types");
    }

    /** An event as any other, to whoever is signed in. Of an own type it says what the preview shows, saved or not. */
    @ReportProblems
    public void test() {
        var draft = sample.json(data(type))
                .add("type", type.type().code())
                .add("recipients", JsonOutput.array().add(me.caller().recipient()));
        if (isOwn()) {
            var words = preview(data(type)).of(type);
            draft.add("title", words.get("title")).add("message", words.get("message"));
        }
        var receipt = intake.accept(me.caller(), EventDraft.read(new JsonInput(draft.build())), null);
        report = reports.report(me.caller(), receipt.eventId(), me.caller().recipient(), 1)
                .orElseThrow();
    }

    /** Only Belfry posts events of its own types, so they have no test. */
    public boolean isTestable() {
        return !isDraft() && catalog.reserved(type.type().code()).isEmpty();
    }

    public boolean isTested() {
        return report != null;
    }

    public long getTestedEvent() {
        return report.getJsonNumber("id").longValue();
    }

    /** What was decided on each channel, in sentences. */
    public List<String> getDecisions() {
        return report.getJsonArray("recipients").getJsonObject(0).getJsonArray("channels").stream()
                .map(channel -> channel.asJsonObject().getString("explanation"))
                .toList();
    }

    public String getRecipient() {
        return me.caller().recipient();
    }

    private long organization() {
        return me.caller().organizationId();
    }

    private static void go(String address) throws IOException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + address);
    }
}
