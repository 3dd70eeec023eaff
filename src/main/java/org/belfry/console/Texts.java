package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** The words of the pages, for what is put together in Java. */
@RequestScoped
public class Texts {

    /** Where a language is missing it is English, and not the one that the server's machine has. */
    private static final ResourceBundle.Control NOT_THE_SERVERS =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final String PACKAGE = "org.belfry.console";

    @Inject
    private Language language;

    /** Of the frame. */
    public String get(String key, Object... values) {
        return format(PACKAGE + ".texts", key, values);
    }

    /**
     * Of a part of the console.
     *
     * @param subpackage the last part of its package's name
     * @param values for {@code {0}} and so on, as {@link MessageFormat} has it
     */
    public String of(String subpackage, String key, Object... values) {
        return format(PACKAGE + "." + subpackage + ".texts", key, values);
    }

    /** What a service says, in the page's language; the rest of a sentence. */
    public String within(Sentence sentence) {
        return sentence.in(language.getLocale());
    }

    /** The same, beginning with a capital letter. */
    public String said(Sentence sentence) {
        var said = within(sentence);
        return Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    /** Why something was refused, where no field is beside which that could be said. */
    public String said(Problem problem) {
        return problem.violations().isEmpty()
                ? said(problem.sentence())
                : said(problem.violations().get(0));
    }

    /** With the name of the field. */
    public String said(Problem.Violation violation) {
        return said(Sentence.asIs(get("refused.field", violation.field(), within(violation.sentence()))));
    }

    private String format(String bundle, String key, Object... values) {
        var locale = language.getLocale();
        return new MessageFormat(
                        ResourceBundle.getBundle(bundle, locale, NOT_THE_SERVERS)
                                .getString(key),
                        locale)
                .format(values);
    }
}
