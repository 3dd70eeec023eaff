package org.belfry.console.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipient.Kind;
import org.belfry.audience.RecipientFilter;
import org.belfry.audience.Recipients;
import org.belfry.console.LazyRows;
import org.belfry.console.PageParameters;
import org.belfry.inbox.Inbox;
import org.belfry.inbox.Inboxes;
import org.belfry.platform.PageRequest;
import org.belfry.presence.AgentPresence;
import org.belfry.presence.AgentPresences;

/** Who can be told, and their inboxes at a glance. */
@Named("peoplePage")
@RequestScoped
public class PeoplePage {

    /**
     * Somebody in the list.
     *
     * @param inbox null where it was removed a moment ago
     * @param presence null for one who is no agent, or was never seen
     */
    public record Row(Recipient recipient, Inbox inbox, AgentPresence presence) {}

    @Inject
    private Recipients recipients;

    @Inject
    private Inboxes inboxes;

    @Inject
    private AgentPresences presences;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    private RecipientFilter filter;
    private LazyRows<Row> rows;

    @PostConstruct
    void load() {
        filter = new RecipientFilter(
                parameters.text("start"), kind(parameters.text("kind")), enabled(parameters.text("told")));
        rows = new LazyRows<>(
                this::page,
                most -> recipients.count(caller.get().organizationId(), filter, most),
                row -> row.recipient().id());
    }

    private List<Row> page(PageRequest page) {
        var found = recipients.page(caller.get().organizationId(), filter, page);
        var ids = found.stream().map(Recipient::id).toList();
        var inboxOf = inboxes.states(ids);
        var presenceOf = presences.of(ids);
        return found.stream()
                .map(one -> new Row(one, inboxOf.get(one.id()), one.isAgent() ? presenceOf.get(one.id()) : null))
                .toList();
    }

    private static Kind kind(String code) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static Boolean enabled(String word) {
        return word == null ? null : Boolean.valueOf(word.equals("yes"));
    }

    public LazyRows<Row> getRows() {
        return rows;
    }

    /** Whether the list is narrowed. */
    public boolean isNarrowed() {
        return filter.start() != null || filter.kind() != null || filter.enabled() != null;
    }
}
