package org.belfry.encryption;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.belfry.platform.InputPattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The master keys from the environment, and the place of the file that holds the key otherwise. */
@ApplicationScoped
class EncryptionSettings {

    static final String KEY = "BELFRY_SECRET_KEY";
    static final String PREVIOUS = "BELFRY_SECRET_KEY_PREVIOUS";
    static final String LOST = "BELFRY_SECRET_KEY_LOST";
    private static final InputPattern ID =
            InputPattern.of(MasterKey.ID_LENGTH, "[0-9a-f]{" + MasterKey.ID_LENGTH + "}");

    @Inject
    @ConfigProperty(name = "belfry.secret-key")
    private Optional<String> key;

    @Inject
    @ConfigProperty(name = "belfry.secret-key-previous")
    private Optional<String> previousKey;

    @Inject
    @ConfigProperty(name = "belfry.secret-key-lost")
    private Optional<String> lostKey;

    private Optional<MasterKey> current;
    private Optional<MasterKey> previous;
    private Optional<String> lost;

    @PostConstruct
    void read() {
        current = key.filter(text -> !text.isBlank()).map(text -> MasterKey.parse(KEY, text));
        previous = previousKey.filter(text -> !text.isBlank()).map(text -> MasterKey.parse(PREVIOUS, text));
        lost = lostKey.filter(text -> !text.isBlank()).map(String::strip);
        lost.filter(id -> !ID.matches(id)).ifPresent(id -> {
            throw new IllegalStateException(LOST + " must be the id of the lost key, " + MasterKey.ID_LENGTH
                    + " hexadecimal digits, as the refused start names it");
        });
    }

    /** Empty if the key is in a file. */
    Optional<MasterKey> current() {
        return current;
    }

    Optional<MasterKey> previous() {
        return previous;
    }

    /** The id of a lost key, whose encrypted secrets may be discarded. */
    Optional<String> lost() {
        return lost;
    }

    /** Both servers set it: it is the directory of Derby too. */
    KeyFile file() {
        return new KeyFile(Path.of(System.getProperty("derby.system.home", "data")));
    }
}
