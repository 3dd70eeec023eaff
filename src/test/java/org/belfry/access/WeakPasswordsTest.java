package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakPasswordsTest {

    private static final List<String> NAMES = Arrays.asList("Margaret.Hamilton", "acme", null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaa",
                "          ",
                "abcabcabcabc",
                "1234567890",
                "0987654321",
                "qwertyuiop",
                "1q2w3e4r5t",
                "qazwsxedcrfv",
                "abcdefghij",
                "password123",
                "Passw0rd2024",
                "P@ssword123",
                "iloveyou123",
                "welcome123",
                "administrator",
                "football2023",
                "trustno1trustno1",
                "belfry2024!",
                "BelfryBelfry",
                "margaret.hamilton",
                "margaret.hamilton1",
                "Acme123456",
                "acmeacmeacme"
            })
    void whatEverybodyTriesFirstIsOne(String password) {
        assertThat(WeakPasswords.isOne(password, NAMES)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "a long password",
                "kV9#wq2LrT",
                "Zwölf Boxkämpfer jagen Viktor",
                "三人行必有我師焉擇其善者",
                "acme sells anvils to coyotes"
            })
    void whatIsLongOrOddIsNone(String password) {
        assertThat(WeakPasswords.isOne(password, NAMES)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "aA4@", "lo", "19", "@4$5S", "qwertyuiopasdfghjklzxcvbnm"})
    void theLongestIsMeasuredAsQuicklyAsAnyOther(String part) {
        var longest = part.repeat(Passwords.LONGEST / part.length());
        assertThat(WeakPasswords.isOne(longest, NAMES)).isEqualTo(WeakPasswords.isOne(longest.substring(0, 64), NAMES));
    }
}
