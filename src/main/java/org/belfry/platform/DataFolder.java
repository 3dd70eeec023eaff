package org.belfry.platform;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The folder of the embedded Derby: whatever is in it is for the server's own user. */
final class DataFolder {

    private static final Logger LOG = Logger.getLogger(DataFolder.class.getName());

    /** Asked by Derby whenever it makes a file; the servers' own configuration says the same. */
    private static final String DEFAULT_PERMISSIONS = "derby.storage.useDefaultFilePermissions";

    private static final String HOME = "derby.system.home";
    private static final String URL = "jdbc:derby:";

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** The prefixes of all other files that Belfry and Derby write there: the key for secrets, and logs. */
    private static final List<String> OURS = List.of("belfry.", "derby.", "secret.");

    private DataFolder() {}

    /** Derby's future files, and existing ones that an earlier release left readable. */
    static void close(String url) {
        if (System.getProperty(DEFAULT_PERMISSIONS) == null) {
            System.setProperty(DEFAULT_PERMISSIONS, "false");
        }
        if (Boolean.getBoolean(DEFAULT_PERMISSIONS) || !url.startsWith(URL)) {
            return;
        }
        var home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
        var database =
                home.resolve(Characters.split(url.substring(URL.length()), ';').get(0));
        try {
            if (isOurs(home, database)) {
                closeToOthers(home);
            } else {
                closeToOthers(database);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "The files in " + home + " could not be closed to other users");
        }
    }

    /** A folder shared with others, for example the one in which the server was started, stays as it is. */
    private static boolean isOurs(Path home, Path database) throws IOException {
        if (System.getProperty(HOME) == null || !Files.isDirectory(home)) {
            return false;
        }
        try (var files = Files.list(home)) {
            return files.allMatch(file -> file.equals(database)
                    || OURS.stream().anyMatch(file.getFileName().toString()::startsWith));
        }
    }

    static void closeToOthers(Path folder) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null || !Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
                set(found, FOLDER);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    set(found, FILE);
                }
                return FileVisitResult.CONTINUE;
            }

            /** Derby may remove its files meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void set(Path path, Set<PosixFilePermission> wanted) throws IOException {
        try {
            var present = Files.getPosixFilePermissions(path);
            if (!wanted.containsAll(present)) {
                Files.setPosixFilePermissions(path, wanted);
            }
        } catch (NoSuchFileException gone) {
            LOG.log(Level.FINE, gone, () -> path + " was removed meanwhile");
        }
    }
}
