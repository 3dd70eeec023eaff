package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.belfry.platform.Characters;
import org.belfry.platform.CurrentRequest;
import org.belfry.platform.Problem;

/**
 * What the address of a page asks for, in its query. The forms of a page carry it on ({@code b:carry}), so that it is there in every request
 * and every phase, and a page needs no memory of its own.
 */
@Named("pageParameters")
@RequestScoped
public class PageParameters {

    @Inject
    private CurrentRequest request;

    /** Null where it is missing or blank. */
    public String text(String name) {
        var value = request.get().getParameter(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The same for an expression of a page. */
    public String get(String name) {
        return text(name);
    }

    /** All of that name, such as what was ticked in a list; empty where there is none. */
    public List<String> texts(String name) {
        var values = request.get().getParameterValues(name);
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isBlank()).toList();
    }

    /** Null where it is missing. @throws Problem 404 where it is none: there is no such thing */
    public Long id(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        if (!Characters.areDigits(text, 18) || text.charAt(0) == '0') {
            throw Problem.notFound("This page was");
        }
        return Long.valueOf(text);
    }

    /** @throws Problem 404 where it is missing or none */
    public long requiredId(String name) {
        var id = id(name);
        if (id == null) {
            throw Problem.notFound("This page was");
        }
        return id;
    }
}
