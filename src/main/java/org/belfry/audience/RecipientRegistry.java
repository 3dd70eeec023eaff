package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.belfry.platform.TransactionRetry;

/**
 * Creates and describes recipients, for operations that write on purpose. Operations that read, list or stream use
 * {@link Recipients}, which only finds. {@code ArchitectureTest} lists the classes that may use this one.
 */
@ApplicationScoped
public class RecipientRegistry {

    @Inject
    private Recipients recipients;

    @Inject
    private RecipientWriter creation;

    /**
     * The recipients of these names, in the order given. Missing ones are created in a separate transaction that ends
     * here. Call this outside any other transaction, so no locks are held meanwhile.
     */
    public List<Recipient> createIfAbsent(long organizationId, Collection<String> names) {
        return TransactionRetry.retry(attempt -> {
            var known = recipients.byName(organizationId, names);
            if (!known.keySet().containsAll(names)) {
                var missing = new TreeSet<>(names);
                missing.removeAll(known.keySet());
                creation.createAbsent(organizationId, missing);
                known = recipients.byName(organizationId, names);
            }
            var found = new ArrayList<Recipient>();
            for (var name : names) {
                if (!known.containsKey(name)) {
                    throw new TransactionRetry.StaleReadException("Somebody was erased at the same moment");
                }
                found.add(known.get(name));
            }
            return found;
        });
    }

    /** {@link #createIfAbsent(long, Collection)} for one. */
    public Recipient createIfAbsent(long organizationId, String name) {
        return createIfAbsent(organizationId, List.of(name)).get(0);
    }

    /** Creates a recipient, or replaces what is known about it. */
    public Recipient describe(long organizationId, String name, Recipient.Profile profile) {
        return creation.describe(organizationId, name, profile);
    }
}
