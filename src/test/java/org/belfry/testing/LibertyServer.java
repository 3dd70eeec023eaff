package org.belfry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes Liberty server folders from the project's {@code liberty/}, in the run's own WLP_USER_DIR. */
final class LibertyServer {
    private LibertyServer() {}

    /** The WLP_USER_DIR of this run. */
    static Path userDirectory() {
        return TestEnvironment.folder("liberty").toAbsolutePath();
    }

    /** A new server folder of that name; without the application. */
    static Path create(String name) {
        Path source = Path.of("liberty");
        Path target = userDirectory().resolve("servers").resolve(name);
        try (var files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
