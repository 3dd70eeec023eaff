package org.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belfry.testing.TestEnvironment;

/**
 * Where results go: the console, {@code target/bench}, and into the document that the property
 * {@code belfry.bench.document} names, between the comments {@code bench:NAME} and {@code /bench:NAME}.
 */
final class Report {

    private Report() {}

    static void write(String name, String markdown) {
        System.out.println("\n" + markdown);
        try {
            var folder = Files.createDirectories(Path.of(System.getProperty("belfry.bench.folder")));
            Files.writeString(folder.resolve(name + ".md"), markdown);
            var document = System.getProperty("belfry.bench.document");
            if (document != null) {
                replace(Path.of(document), name, markdown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The machine as it is now, in one sentence: a benchmark says it before it begins. */
    static String machine(Belfry belfry) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system.getAvailableProcessors() + " cores, load average "
                + Figures.hundredths(system.getSystemLoadAverage()) + " before the run; "
                + TestEnvironment.server() + ", JDK " + Runtime.version().feature() + "; " + belfry.settings()
                + ".\n\n";
    }

    private static void replace(Path document, String name, String markdown) throws IOException {
        var text = Files.readString(document);
        var begin = "<!-- bench:" + name + " -->\n";
        var from = text.indexOf(begin);
        var to = text.indexOf("<!-- /bench:" + name + " -->");
        if (from < 0 || to < from) {
            throw new IllegalStateException(document + " has no place for " + name);
        }
        Files.writeString(document, text.substring(0, from) + begin + markdown + text.substring(to));
    }
}
