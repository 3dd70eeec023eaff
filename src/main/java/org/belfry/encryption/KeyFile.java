package org.belfry.encryption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The file that holds the master key if the environment does not: one line, readable by its owner only. */
final class KeyFile {

    private static final long LARGEST = 1000;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    KeyFile(Path directory) {
        this.path = directory.resolve("secret.key").toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    /**
     * Empty if there is no file.
     *
     * @throws IllegalStateException with a sentence for a file that cannot be read or holds no key
     */
    Optional<MasterKey> read() {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IllegalStateException("The file " + path + " is too long to be a key");
            }
            return Optional.of(MasterKey.parse("The content of the file " + path, Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("The file " + path + " with the key for secrets cannot be read: " + e, e);
        }
    }

    /** Whether others than its owner may read it; false if the file system has no such permissions. */
    boolean isOpenToOthers() {
        try {
            return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the file, completely or not at all.
     *
     * @return false if it is there already
     */
    boolean create(MasterKey key) {
        try {
            Files.createDirectories(path.getParent(), attributes("rwx------"));
            var whole = Files.createTempFile(path.getParent(), "secret", ".new", attributes("rw-------"));
            try {
                Files.writeString(whole, key.hexadecimal() + '\n');
                return publish(whole);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The file " + path
                            + " with the key for secrets cannot be created; set BELFRY_SECRET_KEY, or allow the server to write there ("
                            + e + ')',
                    e);
        }
    }

    private boolean publish(Path whole) throws IOException {
        try {
            // A link never replaces a file that is there, as a move may.
            Files.createLink(path, whole);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            Files.move(whole, path);
            return true;
        }
    }

    private FileAttribute<?>[] attributes(String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
