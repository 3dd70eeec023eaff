package org.belfry.encryption;

import java.util.Optional;

/** For unit tests of what stores secrets. */
public final class TestCipher {

    private TestCipher() {}

    /** One with a key of its own. */
    public static SecretCipher random() {
        var cipher = new SecretCipher();
        cipher.use(new KeyRing(MasterKey.random(), Optional.empty()));
        return cipher;
    }
}
