package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import org.belfry.access.jwt.Jwt;
import org.belfry.audit.Action;
import org.belfry.audit.Actor;
import org.belfry.audit.Audit;
import org.belfry.audit.AuditSampler;
import org.belfry.audit.AuditSampler.Kind;
import org.belfry.audit.AuditSampler.SampleCount;
import org.belfry.limits.CurrentClient;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.UnixTime;

/**
 * What the audit log has of refusals, and of reads of others' inboxes: not each, but that they were there, from where and how many.
 * Noting one costs its request no statement; {@link AccessSamplerTimer} writes them.
 */
@ApplicationScoped
public class AccessSampler {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    /** In place of the id of the organization {@code default}, until the entry is written. */
    private static final long NOBODYS = 0;

    /** The prefix of our keys and a few more characters: enough to tell keys apart, and no help in guessing the other forty. */
    private static final String OUR_KEYS = "bfy_";

    private static final int SHOWN_OF_A_KEY = 8;

    private final AuditSampler sampler = new AuditSampler();

    @Inject
    private Audit audit;

    @Inject
    private Organizations organizations;

    @Inject
    private CurrentClient client;

    @Inject
    private UnixTime time;

    /** An API key or a token that is not valid. Anything else that was sent, such as a password in the wrong place, is not kept. */
    public void keyRefused(String secret) {
        var subject = Jwt.isOne(secret)
                ? "token"
                : secret.startsWith(OUR_KEYS) && secret.length() > 4 * SHOWN_OF_A_KEY
                        ? secret.substring(0, SHOWN_OF_A_KEY) + "…"
                        : null;
        add(Actor.anonymous(client.address()), NOBODYS, Action.KEY_REFUSED, subject, MINUTE);
    }

    /** A caller without permission for an operation. @param operation a method and a route, with its parameters as placeholders */
    public void accessRefused(Caller caller, String operation) {
        add(caller.actor(client.address()), caller.organizationId(), Action.ACCESS_REFUSED, operation, MINUTE);
    }

    /** A sign-in that must wait after failed ones. @param account null if there is none of that name */
    void signInLocked(Account account) {
        add(
                Actor.anonymous(client.address()),
                account == null ? NOBODYS : account.organization().id(),
                Action.SESSION_LOCKED,
                account == null ? null : account.name(),
                MINUTE);
    }

    /** An inbox is read. Reads of the reader's own inbox are not recorded. */
    public void inboxRead(Caller caller, String recipient) {
        var isOwn = Objects.equals(caller.recipient(), recipient);
        var isDailyWork = caller.kind() == Caller.Kind.API_KEY && !audit.hasTraffic();
        if (!isOwn && !isDailyWork) {
            add(caller.actor(client.address()), caller.organizationId(), Action.INBOX_READ, recipient, HOUR);
        }
    }

    /** Forgets samples that name an erased recipient. */
    public void forget(long organizationId, String recipient) {
        sampler.forget(kind -> kind.organizationId() == organizationId
                && kind.action() == Action.INBOX_READ
                && recipient.equals(kind.subject()));
    }

    private void add(Actor actor, long organizationId, Action action, String subject, long window) {
        sampler.add(new Kind(actor, organizationId, action, subject, window), time.now());
    }

    /** The samples that are due. */
    List<SampleCount> take() {
        return sampler.take(time.now());
    }

    List<SampleCount> takeAll() {
        return sampler.takeAll();
    }

    void putBack(List<SampleCount> sampleCount) {
        sampler.putBack(sampleCount, time.now());
    }

    @Transactional
    public void write(List<SampleCount> sampleCount) {
        var nobodys = organizations.find(Organization.DEFAULT).orElseThrow().id();
        for (var one : sampleCount) {
            var kind = one.kind();
            audit.record(
                    kind.actor(),
                    kind.organizationId() == NOBODYS ? nobodys : kind.organizationId(),
                    kind.action(),
                    kind.subject(),
                    null,
                    JsonOutput.object().add("count", one.count()).build());
        }
    }
}
