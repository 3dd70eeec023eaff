package org.belfry.platform;

/**
 * A page of a table, as somebody looks at it who turns pages forth and back.
 *
 * @param offset rows to skip, from 0
 * @param limit rows at most
 * @param sort name of what it is sorted by, of those that the list knows; null for the list's own order
 * @param ascending of meaning where there is a {@code sort}
 */
public record PageRequest(int offset, int limit, String sort, boolean ascending) {

    /** The first rows in the list's own order. */
    public static PageRequest first(int limit) {
        return new PageRequest(0, limit, null, false);
    }

    /** The words of an {@code order by} that follow its column. */
    public String direction() {
        return ascending ? " asc" : " desc";
    }
}
