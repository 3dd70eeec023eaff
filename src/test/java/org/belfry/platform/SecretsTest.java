package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @Test
    void aTokenIs256BitsForUrls() {
        var token = Secrets.token();

        assertThat(token).hasSize(43).matches("[A-Za-z0-9_-]+");
        assertThat(Base64.getUrlDecoder().decode(token)).hasSize(32);
    }

    @Test
    void noTwoTokensAreAlike() {
        var tokens = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) {
            assertThat(tokens.add(Secrets.token())).isTrue();
        }
    }

    @Test
    void aPasswordHasTwentyCharactersThatLookLikeNothingElse() {
        var seen = new HashSet<Integer>();
        for (var i = 0; i < 1000; i++) {
            var password = Secrets.password();
            assertThat(password)
                    .hasSize(20)
                    .doesNotContainPattern("[0O1lIo\\s]")
                    .matches("[!-~]+");
            password.chars().forEach(seen::add);
        }
        assertThat(seen).as("all of the alphabet is used").hasSize(61);
    }

    @ParameterizedTest
    @CsvSource({
        "'',  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "é,   4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c",
    })
    void theDigestIsThatOfTheUtf8(String text, String expected) {
        assertThat(Secrets.sha256(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"a,a,true", "'','',true", "a,b,false", "a,aa,false", "aa,a,false", "é,é,true", "é,e,false"})
    void whatIsTheSameIsTheSame(String one, String other, boolean expected) {
        assertThat(Secrets.same(one, other)).isEqualTo(expected);
    }
}
