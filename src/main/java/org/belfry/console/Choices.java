package org.belfry.console;

import jakarta.faces.model.SelectItem;
import java.util.ArrayList;
import java.util.List;

/**
 * The choices of a page, in order. Pages take choices from here and never from a map: Faces writes the labels of a map's entries
 * unescaped, with any markup that somebody stored in them.
 */
public final class Choices {

    private final List<SelectItem> items = new ArrayList<>();

    /**
     * Adds one.
     *
     * @param label what people read; it is escaped
     */
    public Choices add(String label, String value) {
        items.add(new SelectItem(value, label));
        return this;
    }

    public List<SelectItem> list() {
        return List.copyOf(items);
    }
}
