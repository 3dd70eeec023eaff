package org.belfry.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts long lists of ids into pieces that fit into one statement. */
public final class Batches {

    private static final int IDS_A_STATEMENT = 500;

    private Batches() {}

    /** The ids in their order, in lists of at most {@value #IDS_A_STATEMENT}. */
    public static List<List<Long>> of(Collection<Long> ids) {
        var all = List.copyOf(ids);
        var batches = new ArrayList<List<Long>>();
        for (var from = 0; from < all.size(); from += IDS_A_STATEMENT) {
            batches.add(all.subList(from, Math.min(all.size(), from + IDS_A_STATEMENT)));
        }
        return batches;
    }
}
