package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the embedded Derby writes, on the server's file system. */
@Tag("derby-only")
class DataFilesIT extends BelfryIT {

    @Test
    void derbysFilesAreForTheServersUserAlone() throws IOException {
        admin().get("api/session").expect(200);
        var data = TestEnvironment.folder("data");
        assertThat(data.resolve("belfry/service.properties")).exists();
        try (var files = Files.walk(data)) {
            assertThat(files.filter(file -> !permissions(file).endsWith("------")))
                    .isEmpty();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException removedMeanwhile) {
            return "---------";
        }
    }
}
