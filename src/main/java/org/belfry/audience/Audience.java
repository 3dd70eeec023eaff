package org.belfry.audience;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.belfry.platform.Conflicts;

/** Those whom somebody names. */
@ApplicationScoped
public class Audience {

    @Inject
    private Recipients recipients;

    /**
     * The recipients of these names, in the order given. Whoever is named for the first time gets an inbox, in a
     * transaction of its own that ends here: call this outside of any other, so that nothing others wait for is held.
     */
    public List<Recipient> named(long organizationId, Collection<String> names) {
        return Conflicts.retry(attempt -> {
            var known = recipients.byName(organizationId, names);
            if (known.size() < names.size()) {
                var missing = new TreeSet<>(names);
                missing.removeAll(known.keySet());
                recipients.register(organizationId, missing);
                known = recipients.byName(organizationId, names);
            }
            var found = new ArrayList<Recipient>();
            for (var name : names) {
                if (!known.containsKey(name)) {
                    throw new Conflicts.Outdated("Somebody was erased at the same moment");
                }
                found.add(known.get(name));
            }
            return found;
        });
    }

    /** {@link #named(long, Collection)} for one. */
    public Recipient named(long organizationId, String name) {
        return named(organizationId, List.of(name)).get(0);
    }
}
