package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ResourceBundle;

/** What people read instead of a code of the API. */
@Named("codes")
@RequestScoped
public class Codes {

    @Inject
    private Language language;

    /** An own category has no other name than its code. */
    public String category(String code) {
        return named("category.", code);
    }

    public String priority(String code) {
        return named("priority.", code);
    }

    public String channel(String code) {
        return named("channel.", code);
    }

    private String named(String prefix, String code) {
        var bundle = ResourceBundle.getBundle("org.belfry.console.texts", language.getLocale());
        return bundle.containsKey(prefix + code) ? bundle.getString(prefix + code) : code;
    }
}
