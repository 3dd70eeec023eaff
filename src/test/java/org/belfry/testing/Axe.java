package org.belfry.testing;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's axe-core, which looks for what keeps people out of a page. */
public final class Axe {

    private static final String SOURCE = source();

    private static final String RUN = """
            async () => {
              const results = await axe.run(document, { resultTypes: ['violations'] });
              if (results.passes.length + results.violations.length === 0) {
                throw new Error('axe looked at nothing');
              }
              return results.violations.map((violation) =>
                `${violation.id} (${violation.impact}): ${violation.help}: ` +
                  violation.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '));
            }""";

    private Axe() {}

    /** One sentence for each kind of violation. */
    public static List<String> violations(Page page) {
        // Not by a script element, which the page's content security policy would rightly stop.
        page.evaluate(SOURCE);
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }

    private static String source() {
        try (var file = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
