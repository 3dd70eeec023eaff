package org.belfry.catalog;

/** A text that is no template. The message says where and why, such as {@code line 1, column 7: the tag is empty}. */
final class BrokenTemplate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column from 1, in UTF-16 units
     */
    BrokenTemplate(int line, int column, String reason) {
        super("line " + line + ", column " + column + ": " + reason, null, false, false);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
