package org.belfry.console.types;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.catalog.Catalog;
import org.belfry.catalog.Channel;
import org.belfry.catalog.ChannelDefaults;
import org.belfry.catalog.ChannelSetting;
import org.belfry.catalog.CustomTypes;
import org.belfry.catalog.EffectiveType;
import org.belfry.catalog.EventType;
import org.belfry.console.Choices;
import org.belfry.console.Codes;
import org.belfry.console.Language;
import org.belfry.console.Messages;
import org.belfry.console.PageParameters;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;
import org.primefaces.PrimeFaces;

/** On which channels each type tells by default, for one or for many at once. */
@Named("typesPage")
@RequestScoped
public class TypesPage {

    /** Most rows of the table: who looks for a type among more narrows the filter. */
    private static final int MOST = 500;

    private static final String PACKAGE = "types";

    /** What many are set to: a setting, or what each type has by itself. */
    private static final String BY_ITSELF = "by_itself";

    private static final String TICKED = "ticked";
    private static final String LISTED = "listed";
    private static final String OF_CATEGORY = "category:";

    @Inject
    private SignedIn me;

    @Inject
    private Catalog catalog;

    @Inject
    private CustomTypes customTypes;

    @Inject
    private PageParameters parameters;

    @Inject
    private Language language;

    @Inject
    private Codes codes;

    @Inject
    private Texts texts;

    @Inject
    private Messages messages;

    private List<EffectiveType> all;
    private List<TypeRow.Category> categories;
    private String scope = TICKED;
    private String channel;
    private String setting;

    /** The types that are looked for, by their categories. */
    public List<TypeRow.Category> getCategories() {
        if (categories == null) {
            var rows = new LinkedHashMap<String, List<TypeRow>>();
            listed().limit(MOST)
                    .forEach(type -> rows.computeIfAbsent(type.type().category(), category -> new ArrayList<>())
                            .add(row(type)));
            categories = rows.entrySet().stream()
                    .map(entry -> new TypeRow.Category(entry.getKey(), entry.getValue()))
                    .toList();
        }
        return categories;
    }

    public long getFound() {
        return listed().count();
    }

    public boolean isCutOff() {
        return getFound() > MOST;
    }

    /** The codes of all categories that there are. */
    public List<String> getCategoryCodes() {
        return all().stream().map(type -> type.type().category()).distinct().toList();
    }

    public List<String> getChannels() {
        return Arrays.stream(Channel.values()).map(Channel::code).toList();
    }

    public List<String> getSettings() {
        return Arrays.stream(ChannelSetting.values()).map(ChannelSetting::code).toList();
    }

    /** What may be set for many, and what it is called. */
    public List<SelectItem> getSettingChoices() {
        var choices = new Choices();
        getSettings().forEach(code -> choices.add(word(code), code));
        choices.add(texts.of(PACKAGE, "several.byItself"), BY_ITSELF);
        return choices.list();
    }

    public List<SelectItem> getChannelChoices() {
        var choices = new Choices();
        getChannels().forEach(code -> choices.add(codes.channel(code), code));
        return choices.list();
    }

    /** Of which types many may be set. */
    public List<SelectItem> getScopes() {
        var scopes = new Choices();
        scopes.add(texts.of(PACKAGE, "several.ticked"), TICKED);
        scopes.add(texts.of(PACKAGE, "several.listed", getFound()), LISTED);
        getCategoryCodes()
                .forEach(code ->
                        scopes.add(texts.of(PACKAGE, "several.category", codes.category(code)), OF_CATEGORY + code));
        return scopes.list();
    }

    public String word(String settingCode) {
        return texts.of(PACKAGE, "setting." + settingCode);
    }

    /** One cell of the table, as the page's script names it. */
    @ReportProblems
    public void change() {
        var code = parameters.text("type");
        var where = channel(parameters.text("channel"));
        var what = ChannelSetting.valueOf(parameters.text("setting").toUpperCase(Locale.ROOT));
        customTypes.setChannel(organization(), new TreeSet<>(List.of(code)), where, what);
        answer(code);
    }

    /** One row of the table back to what the type has by itself. */
    @ReportProblems
    public void reset() {
        var code = parameters.text("type");
        customTypes.resetChannels(organization(), code);
        answer(code);
    }

    /** The page's script shows what holds now. */
    private void answer(String code) {
        var type = catalog.known(organization(), code).orElseThrow(() -> Problem.notFound("Type"));
        var answer = PrimeFaces.current().ajax();
        answer.addCallbackParam("done", true);
        answer.addCallbackParam("changed", type.defaults().overridden());
        for (var one : Channel.values()) {
            answer.addCallbackParam(one.code(), type.defaults().of(one).code());
        }
    }

    /** Many at once. */
    @ReportProblems
    public void changeSeveral() {
        var chosen = chosen();
        if (chosen.isEmpty()) {
            throw Problem.invalid("scope", Sentence.asIs(texts.of(PACKAGE, "several.none")));
        }
        var what = setting.equals(BY_ITSELF) ? null : ChannelSetting.valueOf(setting.toUpperCase(Locale.ROOT));
        var changed = customTypes.setChannel(organization(), chosen, channel(channel), what);
        all = null;
        categories = null;
        messages.done(texts.of(
                PACKAGE,
                "several.done",
                changed,
                chosen.size(),
                codes.channel(channel),
                what == null ? texts.of(PACKAGE, "several.byItself") : word(setting)));
    }

    private SortedSet<String> chosen() {
        if (scope.equals(TICKED)) {
            return new TreeSet<>(parameters.texts(TICKED));
        }
        var types = scope.equals(LISTED)
                ? listed()
                : all().stream()
                        .filter(type -> scope.equals(OF_CATEGORY + type.type().category()));
        return types.map(type -> type.type().code()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Channel channel(String code) {
        return Channel.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private Stream<EffectiveType> listed() {
        var category = parameters.text("category");
        var which = parameters.text("which");
        var wanted = parameters.text("q") == null ? null : parameters.text("q").toLowerCase(Locale.ROOT);
        return all().stream()
                .filter(type -> category == null || type.type().category().equals(category))
                .filter(type -> !"changed".equals(which) || type.defaults().overridden())
                .filter(type -> !"own".equals(which) || isOwn(type))
                .filter(type -> !"mandatory".equals(which) || type.type().mandatory())
                .filter(type -> wanted == null || says(type, wanted));
    }

    private boolean says(EffectiveType type, String wanted) {
        var description = catalog.words(type, language.getLocale()).description();
        return type.type().code().toLowerCase(Locale.ROOT).contains(wanted)
                || description != null && description.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private List<EffectiveType> all() {
        if (all == null) {
            all = catalog.all(organization());
        }
        return all;
    }

    private TypeRow row(EffectiveType type) {
        var code = type.type().code();
        var byItself = ChannelDefaults.ofType(type.type().channels());
        var cells = Arrays.stream(Channel.values())
                .map(one -> new TypeRow.Cell(
                        one.code(),
                        texts.of(PACKAGE, "cell", codes.channel(one.code()), code),
                        type.defaults().of(one).code(),
                        byItself.of(one).code()))
                .toList();
        return new TypeRow(
                code,
                catalog.words(type, language.getLocale()).description(),
                isOwn(type),
                type.type().mandatory(),
                type.defaults().overridden(),
                cells);
    }

    private static boolean isOwn(EffectiveType type) {
        return type.type().origin() == EventType.Origin.OWN;
    }

    private long organization() {
        return me.caller().organizationId();
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getChannel() {
        return channel;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public String getSetting() {
        return setting;
    }

    public void setSetting(String setting) {
        this.setting = setting;
    }
}
