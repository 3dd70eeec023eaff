package org.belfry.catalog;

import org.belfry.platform.Sentence;

/** A text that is no template. The message says where and why, such as {@code line 1, column 7: the tag is empty}. */
final class TemplateSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;
    private final int line;
    private final int column;

    /**
     * @param line from 1
     * @param column from 1, in UTF-16 units
     */
    TemplateSyntaxException(int line, int column, Sentence reason) {
        this(Sentence.of("line %s, column %s: %s", line, column, reason), line, column);
    }

    private TemplateSyntaxException(Sentence sentence, int line, int column) {
        super(sentence.english(), null, false, false);
        this.sentence = sentence;
        this.line = line;
        this.column = column;
    }

    /** The message, to be translated. */
    Sentence sentence() {
        return sentence;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
