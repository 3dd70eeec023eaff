package org.belfry.catalog;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belfry.platform.Sentence;

/** A compiled template of plain text. Safe to share between threads. */
final class MessageTemplate {

    private final String source;
    private final Set<String> names;
    private final boolean usesTimes;
    private final Template compiled;

    /** @throws TemplateSyntaxException where it is none */
    MessageTemplate(String source) {
        var syntax = new TemplateSyntax(source);
        this.source = source;
        this.names = syntax.names();
        this.usesTimes = syntax.usesTimes();
        try {
            this.compiled = compiler().compile(syntax.normal());
        } catch (MustacheException e) {
            throw new TemplateSyntaxException(1, 1, Sentence.asIs(e.getMessage()));
        }
    }

    /** Nothing is escaped, and what is missing writes nothing. */
    static Mustache.Compiler compiler() {
        return Mustache.compiler()
                .escapeHTML(false)
                .defaultValue("")
                .withFormatter(Rendering::format)
                .withCollector(Rendering.COLLECTOR);
    }

    /** As it was written. */
    String source() {
        return source;
    }

    /** The variables and sections in it. */
    Set<String> names() {
        return names;
    }

    boolean usesTimes() {
        return usesTimes;
    }

    /** @param maxLength in UTF-16 units; a text that would be longer ends there */
    String render(Map<String, Object> values, Locale locale, ZoneId zone, int maxLength) {
        return new Rendering(values, locale, new TimeFunctions(zone), maxLength).of(compiled);
    }
}
