package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes Liberty server folders from the project's {@code liberty/}, below the run's own WLP_USER_DIR. */
final class LibertyServer {
    private static final String APPLICATION = "application.xml";

    private LibertyServer() {}

    /** The WLP_USER_DIR of this run. */
    static Path userDirectory() {
        return TestEnvironment.folder("liberty").toAbsolutePath();
    }

    /** A new server folder of that name, with an application. */
    static Path createWithApplication(String name, Path war) {
        Path server = create(name);
        try {
            Files.copy(Path.of("liberty", APPLICATION), server.resolve(APPLICATION));
            Files.copy(war, Files.createDirectory(server.resolve("apps")).resolve("belfry.war"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new server folder of that name, without the application: Arquillian deploys it. */
    static Path create(String name) {
        Path server = userDirectory().resolve("servers").resolve(name);
        try {
            copy(Path.of("liberty"), Files.createDirectories(server));
            copy(
                    Path.of(TestEnvironment.property("belfry.it.drivers")),
                    Files.createDirectory(server.resolve("drivers")));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.filter(file -> !file.endsWith(APPLICATION)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
