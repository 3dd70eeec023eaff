package org.belfry.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists of keys into pieces that fit into one statement. */
public final class Batches {

    private static final int KEYS_A_STATEMENT = 500;

    private Batches() {}

    /** The keys in their order, in lists of at most {@value #KEYS_A_STATEMENT}. */
    public static <K> List<List<K>> of(Collection<K> keys) {
        var all = List.copyOf(keys);
        var batches = new ArrayList<List<K>>();
        for (var from = 0; from < all.size(); from += KEYS_A_STATEMENT) {
            batches.add(all.subList(from, Math.min(all.size(), from + KEYS_A_STATEMENT)));
        }
        return batches;
    }
}
