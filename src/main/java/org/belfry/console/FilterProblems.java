package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.belfry.platform.Problem;

/**
 * What is wrong with the filter that the address of a page asks for: a sentence beside each of its fields. Such a page shows nothing, and not
 * something else than was asked for.
 */
@Named("filterProblems")
@RequestScoped
public class FilterProblems {

    @Inject
    private Texts texts;

    private final Map<String, String> sentences = new HashMap<>();

    /** What is read; null where it was refused. */
    public <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Problem e) {
            e.violations().forEach(violation -> sentences.put(violation.field(), texts.said(violation.sentence())));
            return null;
        }
    }

    /** Null where nothing is wrong with it. @param field the name of a parameter */
    public String get(String field) {
        return sentences.get(field);
    }
}
