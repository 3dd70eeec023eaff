package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A document in Markdown whose shell blocks can be run: blocks of the language {@code sh}, each followed by what it
 * prints, a block of the language {@code json} or {@code http}, or by none where it prints nothing. Blocks without a
 * language are for the reader alone and hold no {@code curl}. Anything else is refused, so that no block is passed over.
 */
public final class Guide {

    private static final String FENCE = "```";
    private static final Set<String> ANSWERS = Set.of("json", "http");
    private static final int MINUTES = 5;

    /**
     * A shell block.
     *
     * @param line of the document, where it begins
     * @param language of the answer that is documented, or empty for none
     */
    private record Step(int line, String shell, String language, String answer) {}

    private record Block(int line, String language, String text) {}

    private final Path document;
    private final List<Step> steps;

    private Guide(Path document, List<Step> steps) {
        this.document = document;
        this.steps = steps;
    }

    /** @throws IllegalArgumentException that names the line where the document is not as it must be */
    public static Guide read(Path document) {
        try {
            return new Guide(document, steps(blocks(Files.readAllLines(document))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many shell blocks there are. */
    public int size() {
        return steps.size();
    }

    /**
     * Runs the shell blocks from top to bottom in one {@code bash}, which ends with the last one or after five minutes.
     *
     * @param folder an empty one, to run in; it keeps each block with its output
     * @param environment the variables that there are, with {@code PATH}
     * @return what is not as documented, each in a line that begins with where it is; empty for nothing
     */
    public List<String> run(Path folder, Map<String, String> environment) {
        try {
            var script = new StringBuilder("set -u\n");
            for (var i = 0; i < steps.size(); i++) {
                Files.writeString(folder.resolve(i + ".sh"), steps.get(i).shell());
                script.append(". ./%1$d.sh >%1$d.out 2>%1$d.err; echo $? >%1$d.status\n".formatted(i));
            }
            // Whoever runs this may have a configuration of their own.
            Files.writeString(folder.resolve(".curlrc"), "noproxy = \"*\"\nmax-time = 60\n");
            Files.writeString(folder.resolve("run.sh"), script);
            execute(folder, environment);
            var differences = new ArrayList<String>();
            var documented = new Documented();
            for (var i = 0; i < steps.size(); i++) {
                var line = steps.get(i).line();
                differences(folder, i, documented)
                        .forEach(difference -> differences.add(document + ":" + line + ": " + difference));
            }
            return differences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Path folder, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "run.sh")
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("CURL_HOME", folder.toAbsolutePath().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The guide did not come to its end; see " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private List<String> differences(Path folder, int number, Documented documented) throws IOException {
        var status = folder.resolve(number + ".status");
        if (!Files.exists(status)) {
            return List.of("was not run; see " + folder.resolve("run.log"));
        }
        var printed = Files.readString(folder.resolve(number + ".out"));
        if (!Files.readString(status).strip().equals("0")) {
            return List.of("ended with " + Files.readString(status).strip() + " and "
                    + Files.readString(folder.resolve(number + ".err")).strip() + printed);
        }
        var step = steps.get(number);
        var differences = new ArrayList<>(
                switch (step.language()) {
                    case "json" -> documented.compareJson(step.answer(), printed);
                    case "http" -> documented.compareHttp(step.answer(), printed);
                    default -> printed.isEmpty() ? List.<String>of() : List.of("not documented");
                });
        if (!differences.isEmpty()) {
            differences.add("answered " + printed);
        }
        return differences;
    }

    private static List<Block> blocks(List<String> lines) {
        var blocks = new ArrayList<Block>();
        String language = null;
        var begin = 0;
        var text = new StringBuilder();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (language == null && line.startsWith(FENCE)) {
                language = line.substring(FENCE.length()).strip();
                begin = i + 1;
                text.setLength(0);
            } else if (line.equals(FENCE)) {
                blocks.add(new Block(begin, language, text.toString()));
                language = null;
            } else if (language != null) {
                text.append(line).append('\n');
            } else if (line.strip().startsWith(FENCE) || line.strip().startsWith("~~~")) {
                throw new IllegalArgumentException("Line " + (i + 1) + ": blocks begin at the margin, with " + FENCE);
            }
        }
        if (language != null) {
            throw new IllegalArgumentException("Line " + begin + ": the block has no end");
        }
        return blocks;
    }

    private static List<Step> steps(List<Block> blocks) {
        var steps = new ArrayList<Step>();
        for (var block : blocks) {
            var last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
            if (block.language().equals("sh")) {
                steps.add(new Step(block.line(), block.text(), "", ""));
            } else if (ANSWERS.contains(block.language())) {
                if (last == null || !last.language().isEmpty()) {
                    throw new IllegalArgumentException("Line " + block.line() + ": an answer to nothing");
                }
                steps.set(steps.size() - 1, new Step(last.line(), last.shell(), block.language(), block.text()));
            } else if (!block.language().isEmpty() || block.text().contains("curl")) {
                throw new IllegalArgumentException("Line " + block.line() + ": a block that nobody would run");
            }
        }
        return steps;
    }
}
