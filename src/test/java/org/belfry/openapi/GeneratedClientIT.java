package org.belfry.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.OpenApiDocument;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Somebody who has the document and nothing else writes a client in Kotlin: it is generated of what the server serves,
 * compiled, and used by {@code src/test/kotlin}.
 */
@Tag("derby-only")
@Tag("one-server")
class GeneratedClientIT extends BelfryIT {

    /** Of each of three programs; the test's own time is longer than all of theirs. */
    private static final int MINUTES = 5;

    private final Path folder = TestEnvironment.folder("kotlin");
    private final Path tools = Path.of(TestEnvironment.property("belfry.it.kotlin"));

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aClientGeneratedOfTheDocumentPostsListsMarksAndReadsErrors() throws Exception {
        var document = Files.writeString(
                folder.resolve("openapi.json"),
                OpenApiDocument.servedBy(URI.create(url.toString())).json());
        java(
                "generate",
                "-jar",
                jars("generator"),
                "generate",
                "-g",
                "kotlin",
                "-i",
                document.toString(),
                "-o",
                folder.resolve("client").toString(),
                "--additional-properties",
                "library=jvm-okhttp4,serializationLibrary=gson,generateOneOfAnyOfWrappers=true,packageName=org.belfry.client",
                "--global-property",
                "apis,models,supportingFiles,apiTests=false,modelTests=false,apiDocs=false,modelDocs=false");
        java(
                "compile",
                "-cp",
                jars("compiler"),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-nowarn",
                "-jvm-target",
                "17",
                "-cp",
                jars("client"),
                "-d",
                folder.resolve("classes").toString(),
                folder.resolve("client/src/main/kotlin").toString(),
                "src/test/kotlin");
        java(
                "run",
                "-cp",
                folder.resolve("classes") + File.pathSeparator + jars("client"),
                "org.belfry.openapi.GeneratedClientKt",
                url.toString().replaceAll("/$", ""),
                BelfryClient.ADMIN_KEY,
                unique("kotlin-agent"));
    }

    private String jars(String what) throws IOException {
        try (var jars = Files.list(tools.resolve(what))) {
            return jars.map(Path::toString)
                    .reduce((one, other) -> one + File.pathSeparator + other)
                    .orElseThrow();
        }
    }

    /** Runs a program to its end, which must be a good one. */
    private void java(String name, String... arguments) throws IOException, InterruptedException {
        var log = folder.resolve(name + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("it ends; its log is %s", log)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
