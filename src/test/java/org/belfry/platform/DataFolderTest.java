package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder;

    @Test
    void whatAnEarlierReleaseLeftOpenIsClosedToOthers() throws IOException {
        var inner = Files.createDirectories(folder.resolve("belfry/seg0"));
        var file = Files.writeString(inner.resolve("c10.dat"), "x");
        for (var path : new Path[] {folder, folder.resolve("belfry"), inner}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        DataFolder.closeToOthers(folder);

        for (var path : new Path[] {folder, folder.resolve("belfry"), inner}) {
            assertThat(permissions(path)).isEqualTo("rwx------");
        }
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
