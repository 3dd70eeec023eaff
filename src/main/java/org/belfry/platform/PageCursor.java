package org.belfry.platform;

/**
 * A position in a list, newest first: what comes after it is older, or as old with a smaller id. Whatever arrives, it stays where it is.
 *
 * @param time Unix seconds
 */
public record PageCursor(long time, long id) {

    private static final InputPattern FORM = InputPattern.of(40, "([0-9]{1,19}):([0-9]{1,19})");

    /** The opaque form on the wire. */
    public String encode() {
        return Paging.encode(position());
    }

    /** As {@link Paging#next} takes it. */
    public String position() {
        return time + ":" + id;
    }

    /**
     * @param cursor null for the beginning
     * @return null for the beginning
     * @throws Problem 400 where it is none of ours
     */
    public static PageCursor decode(String cursor) {
        if (cursor == null) {
            return null;
        }
        var position = Paging.decode(cursor);
        // Long.parseLong would take a sign, and the digits of every script.
        var parts = FORM.match(position).orElse(null);
        if (parts != null) {
            try {
                return new PageCursor(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
            } catch (NumberFormatException e) {
                throw Paging.unknown();
            }
        }
        throw Paging.unknown();
    }
}
