package org.belfry.console;

import jakarta.faces.model.SelectItem;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be chosen in a page, in its order. A page takes choices from here and from no map: of a map's entries, Faces writes the labels
 * as they are, with whatever markup somebody stored in them.
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
