package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A server of the kind under test in a process of its own, with the packaged application, for tests that kill a node or
 * need two. It has the environment of the server under test, as far as it is not given another, so it shares that
 * server's database on PostgreSQL unless it is given {@link TestEnvironment#freshDatabase()}.
 */
public final class ServerProcess implements AutoCloseable {

    /** In the environment, what the JVM is to be told before the options of its server. */
    public static final String JVM_OPTIONS = "JDK_JAVA_OPTIONS";

    private static final Duration START = Duration.ofSeconds(240);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Process process;
    private final URI url;
    private final Path log;

    private ServerProcess(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /**
     * Starts a server and returns once it is ready.
     *
     * @param name of its folder and its log below the build's output; each start needs another
     * @param httpPort a free port
     * @param dataDirectory Derby's place; made by the server
     * @param environment what differs from the environment of the server under test
     */
    public static ServerProcess start(String name, int httpPort, Path dataDirectory, Map<String, String> environment) {
        return start(name, httpPort, dataDirectory, environment, Path.of(TestEnvironment.property("belfry.it.war")));
    }

    /** @param war another application than the packaged one */
    static ServerProcess start(
            String name, int httpPort, Path dataDirectory, Map<String, String> environment, Path war) {
        var server = launch(name, httpPort, dataDirectory, environment, war);
        try {
            server.awaitReady();
        } catch (RuntimeException e) {
            server.kill();
            throw e;
        }
        return server;
    }

    /**
     * Starts a server whose application refuses to start, and ends it once it has said why.
     *
     * @param sentence what its log must say
     * @return its log
     */
    public static String startRefused(
            String name, Path dataDirectory, Map<String, String> environment, String sentence) {
        var war = Path.of(TestEnvironment.property("belfry.it.war"));
        try (var server = launch(name, TestEnvironment.freePort(), dataDirectory, environment, war)) {
            Awaitility.await("the start is refused with: " + sentence + "; the log is " + server.log)
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("the server is ready; its log is " + server.log, server::ready)
                    .until(() -> Files.readString(server.log).contains(sentence));
            return Files.readString(server.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess launch(
            String name, int httpPort, Path dataDirectory, Map<String, String> environment, Path war) {
        var folder = TestEnvironment.folder("processes").resolve(name);
        var log = folder.resolve("server.log");
        var data = dataDirectory.toAbsolutePath().toString();
        try {
            Files.createDirectory(folder);
            var builder = new ProcessBuilder(
                    switch (TestEnvironment.server()) {
                        case PAYARA -> payara(folder, war);
                        case LIBERTY -> liberty(name, data, war);
                    });
            builder.environment()
                    .put("WLP_USER_DIR", LibertyServer.userDirectory().toString());
            // Little lives long in a test; a benchmark leaves it out.
            builder.environment().put(JVM_OPTIONS, System.getProperty("belfry.it.jvm", ""));
            builder.environment().putAll(environment);
            builder.environment().put("BELFRY_HTTP_PORT", String.valueOf(httpPort));
            builder.environment().put("BELFRY_DATA_DIR", data);
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            return new ServerProcess(builder.start(), URI.create("http://localhost:" + httpPort + "/"), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the application answers; ends with a slash. */
    public URI url() {
        return url;
    }

    /** What the server printed. */
    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL to the JVM itself, which is given no chance to finish anything; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** An orderly stop; returns when the process is gone. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Leaves nothing running, whatever became of the test. */
    @Override
    public void close() {
        kill();
    }

    private static List<String> payara(Path folder, Path war) throws IOException {
        var tmp = Files.createDirectory(folder.resolve("tmp")).toAbsolutePath();
        // The server unpacks itself below java.io.tmpdir; when it is killed, "mvn clean" removes that.
        return command(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + tmp),
                List.of(
                        TestEnvironment.property("belfry.it.payara"),
                        "--nocluster",
                        "--nohazelcast",
                        "--disablephonehome",
                        "--logproperties",
                        "payara/logging.properties",
                        "--addlibs",
                        TestEnvironment.property("belfry.it.drivers"),
                        "--prebootcommandfile",
                        "payara/preboot.txt",
                        "--postbootcommandfile",
                        "payara/postboot.txt",
                        "--deploy",
                        war.toString(),
                        "--contextroot",
                        "/"));
    }

    /** Without the launcher script, which would stand between kill() and the JVM; so what it adds is added here. */
    private static List<String> liberty(String name, String data, Path war) throws IOException {
        var runtime = Path.of(TestEnvironment.property("belfry.it.liberty"));
        var options = new ArrayList<String>();
        try (var lines =
                Files.lines(LibertyServer.createWithApplication(name, war).resolve("jvm.options"))) {
            lines.filter(line -> line.startsWith("-")).forEach(options::add);
        }
        options.add("-Djava.awt.headless=true");
        options.add("-Dderby.system.home=" + data);
        options.add("@" + runtime.resolve("lib/platform/java/java9.options"));
        return command(
                options, List.of(runtime.resolve("bin/tools/ws-server.jar").toString(), name));
    }

    private static List<String> command(List<String> options, List<String> jarAndArguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.addAll(jarAndArguments);
        return command;
    }

    private void awaitReady() {
        Awaitility.await("the server is ready; its log is " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server ended; its log is " + log, () -> !process.isAlive())
                .until(this::ready);
    }

    /** Payara Micro is up, with no checks, before the application is deployed. */
    private boolean ready() throws IOException, InterruptedException {
        try {
            var response = HTTP.send(
                    HttpRequest.newBuilder(url.resolve("/health"))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && response.body().contains("\"checks\":[{");
        } catch (ConnectException | HttpTimeoutException e) {
            return false;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server does not end; its log is " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
