package org.belfry.console.audit;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.audit.Action;
import org.belfry.audit.report.AuditFilter;
import org.belfry.audit.report.AuditLine;
import org.belfry.audit.report.AuditReports;
import org.belfry.console.FilterProblems;
import org.belfry.console.LazyRows;
import org.belfry.console.PageParameters;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;

/** The entries that pass the filter in the page's address, and where the same are to be had as a file. */
@Named("auditPage")
@RequestScoped
public class AuditPage {

    private static final String PACKAGE = "audit";

    @Inject
    private AuditReports reports;

    @Inject
    private SignedIn me;

    @Inject
    private PageParameters parameters;

    @Inject
    private FilterProblems problems;

    @Inject
    private Texts texts;

    /** Null where the address asks for what there is not. */
    private AuditFilter filter;

    private LazyRows<AuditLine> rows;

    @PostConstruct
    void read() {
        filter = problems.read(() -> AuditFilter.read(
                parameters.text("actor"),
                parameters.text("credential"),
                parameters.text("action"),
                parameters.text("subject"),
                parameters.text("from"),
                parameters.text("to")));
        var organization = me.caller().organizationId();
        rows = new LazyRows<>(
                page -> filter == null ? List.of() : reports.page(organization, filter, page),
                most -> filter == null ? 0 : reports.count(organization, filter, most),
                AuditLine::id);
    }

    public LazyRows<AuditLine> getRows() {
        return rows;
    }

    public boolean isReadable() {
        return filter != null;
    }

    public boolean isFiltered() {
        return !AuditFilter.ALL.equals(filter);
    }

    /** The kinds of who may have done something. */
    public List<String> getCredentials() {
        return List.copyOf(new TreeSet<>(AuditFilter.CREDENTIALS));
    }

    /** What the texts have for an action. @param code of an action, which may be one of an earlier release */
    public String action(String code) {
        var known =
                Arrays.stream(Action.values()).anyMatch(action -> action.code().equals(code));
        return known ? texts.of(PACKAGE, "action." + code) : code;
    }

    /** A kind of things that are changed, and the actions of it. */
    public record Group(String name, String beginning, List<Map.Entry<String, String>> actions) {}

    /** The actions, by what they change. */
    public List<Group> getGroups() {
        var byKind = Arrays.stream(Action.values())
                .map(Action::code)
                .collect(Collectors.groupingBy(
                        code -> code.substring(0, code.indexOf('.')), LinkedHashMap::new, Collectors.toList()));
        var groups = new TreeMap<String, Group>();
        byKind.forEach((kind, codes) -> {
            var name = texts.of(PACKAGE, "kind." + kind);
            groups.put(
                    name,
                    new Group(
                            name,
                            kind + ".",
                            codes.stream()
                                    .map(code -> Map.entry(code, action(code)))
                                    .toList()));
        });
        return List.copyOf(groups.values());
    }

    /** The path and query of the API that gives the same entries as a file. */
    public String export(String format) {
        return "/api/audit?"
                + Stream.concat(
                                Stream.of("format=" + format),
                                Stream.of("actor", "credential", "action", "subject", "from", "to")
                                        .filter(name -> parameters.text(name) != null)
                                        .map(name -> name + "="
                                                + URLEncoder.encode(parameters.text(name), StandardCharsets.UTF_8)))
                        .collect(Collectors.joining("&"));
    }
}
