package org.belfry.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown: columns of text, and then columns of numbers. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    /** @param texts how many columns are text */
    Table(int texts, String... headings) {
        row(headings);
        var rules = new ArrayList<>(Collections.nCopies(headings.length, "---:"));
        Collections.fill(rules.subList(0, texts), "---");
        lines.add("| " + String.join(" | ", rules) + " |");
    }

    void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
