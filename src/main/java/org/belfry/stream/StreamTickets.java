package org.belfry.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.belfry.access.Caller;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.ErasedNames;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.RetryOnConflict;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** Hands out tickets, and takes each once. They are kept in the database, as any node may be asked for the stream. */
@ApplicationScoped
public class StreamTickets {

    /** A ticket as its caller gets it; {@code expiresAt} in Unix seconds. */
    public record Issued(String ticket, long expiresAt) {

        /** Without the ticket. */
        @Override
        public String toString() {
            return "a ticket until " + expiresAt;
        }
    }

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private ErasedNames erasedNames;

    @Inject
    private Audit audit;

    @Inject
    private UnixTime time;

    /** A ticket that ends with the caller's credential, if not before. */
    @Transactional
    public Issued issue(Caller caller, String recipient, String origin) {
        var ticket = Secrets.token();
        var expiresAt = time.now() + StreamTicket.LIFETIME;
        if (caller.expiresAt() != null) {
            expiresAt = Math.min(expiresAt, caller.expiresAt());
        }
        var generation = erasedNames.generation(caller.organizationId(), caller.organization(), recipient);
        entities.persist(new StreamTicket(Secrets.sha256(ticket), caller, recipient, generation, origin, expiresAt));
        entities.flush();
        audit.record(caller.organizationId(), Action.TICKET_CREATED, recipient);
        return new Issued(ticket, expiresAt);
    }

    /**
     * What the ticket opens; empty if it is unknown, used, expired, another origin's, if its credential has ended, or if the recipient was
     * erased since.
     */
    @Transactional
    @RetryOnConflict
    public Optional<StreamSubscription> redeem(String ticket, String origin) {
        var found = entities.find(StreamTicket.class, Secrets.sha256(ticket));
        if (found == null || !found.isGoodFor(origin, time.now())) {
            return Optional.empty();
        }
        var taken = entities.createQuery("delete from StreamTicket t where t.ticketHash = :hash")
                .setParameter("hash", Secrets.sha256(ticket))
                .executeUpdate();
        if (taken == 0) {
            return Optional.empty();
        }
        return caller(found).map(caller -> new StreamSubscription(caller, found.recipient()));
    }

    /** Who would open something with a ticket, from that origin; it stays as it is. */
    @Transactional
    public Optional<Caller> holder(String ticket, String origin) {
        return Optional.ofNullable(entities.find(StreamTicket.class, Secrets.sha256(ticket)))
                .filter(found -> found.isGoodFor(origin, time.now()))
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(StreamTicket ticket) {
        var holder = ticket.isOfToken()
                ? verifier.byToken(ticket.token())
                : verifier.byId(ticket.kind(), ticket.credentialId());
        return holder.filter(caller -> caller.mayRead(ticket.recipient())
                && ticket.generation()
                        == erasedNames.generation(caller.organizationId(), caller.organization(), ticket.recipient()));
    }

    @Transactional
    @RetryOnConflict
    public void removeExpired() {
        entities.createQuery("delete from StreamTicket t where t.expiresAt <= :now")
                .setParameter("now", time.now())
                .executeUpdate();
    }
}
