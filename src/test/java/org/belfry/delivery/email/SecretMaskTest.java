package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    private static final String PASSWORD = "s:e=c&r$e%t \"\u00E4\"";

    private final SecretMask mask = new SecretMask(() -> List.of(PASSWORD, "re_123456789", "ya29.token-one"));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <ada@example.org>: no such user",
                "422 validation_error: Invalid `to` field. The email address needs to follow the format",
                "accepted by smtp.example.org: 250 2.0.0 Ok: queued as 4Zl3xq1Vbxz9sZq",
                "no answer of https://api.resend.com: no answer within 30000 ms",
                ""
            })
    void wordsWithoutSecretsStayAsTheyAre(String words) {
        assertThat(mask.of(words)).isEqualTo(words);
    }

    @Test
    void aSecretIsTakenOutAsItIs() {
        assertThat(mask.of("535 wrong: " + PASSWORD + ", re_123456789 and ya29.token-one!"))
                .isEqualTo("535 wrong: ***, *** and ***!");
    }

    @Test
    void aSecretIsTakenOutHoweverItIsWritten() {
        assertThat(mask.of("a=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)))
                .isEqualTo("a=***");
        assertThat(mask.of("{\"a\":\"s:e=c&r$e%t \\\"\u00E4\\\"\"}")).isEqualTo("{\"a\":\"***\"}");
        assertThat(mask.of("Authorization: Bearer somebodys.token")).isEqualTo("Authorization: Bearer ***");
    }

    @Test
    void aLoginIsTakenOutInBase64() {
        assertThat(mask.of("535 5.7.8 " + base64("\0belfry@example.org\0" + PASSWORD)))
                .isEqualTo("535 5.7.8 ***");
        assertThat(mask.of("535 " + base64(PASSWORD) + " is wrong")).isEqualTo("535 *** is wrong");
        assertThat(mask.of("535 " + base64("user=a@gmail.com\1auth=Bearer ya29.token-one\1\1")))
                .isEqualTo("535 ***");
        assertThat(mask.of("raw=" + base64("??>" + PASSWORD).replace('+', '-').replace('/', '_')))
                .doesNotContain(base64(PASSWORD).substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void base64IsFoundWhereverItBegins(String before) {
        assertThat(mask.of("530 " + before + base64("\0me\0re_123456789"))).isEqualTo("530 ***");
    }

    @Test
    void longWordsAreCutWithoutLeavingAPartOfASecret() {
        assertThat(mask.of("x".repeat(995) + PASSWORD)).isEqualTo("x".repeat(995) + "***");
        assertThat(mask.of("x".repeat(5_000))).hasSize(1_000);
        assertThat(mask.of("re_123456789,".repeat(50_000)))
                .doesNotContain("re_")
                .hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void tokensThatCameLaterAreKnown() {
        var secrets = new ArrayList<String>();
        var late = new SecretMask(() -> secrets);
        assertThat(late.of("token-two")).isEqualTo("token-two");
        secrets.add("token-two");
        assertThat(late.of("token-two")).isEqualTo("***");
    }
}
