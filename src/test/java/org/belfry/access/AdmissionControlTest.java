package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.belfry.access.Caller.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdmissionControlTest {

    @Test
    void onlyAKeyThatIsNotBoundIsABackEnds() {
        assertThat(AdmissionControl.isBackend(caller(Kind.API_KEY, 1, "k", null)))
                .isTrue();
        assertThat(AdmissionControl.isBackend(caller(Kind.API_KEY, 1, "k", "ada")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "API_KEY")
    void everyOtherCredentialIsAPersons(Kind kind) {
        assertThat(AdmissionControl.isBackend(caller(kind, 1, "ada", "ada"))).isFalse();
        assertThat(AdmissionControl.isBackend(caller(kind, 1, "ada", null))).isFalse();
    }

    @Test
    void keysAreCountedEachForItself() {
        assertThat(AdmissionControl.counted(caller(Kind.API_KEY, 1, "k", null)))
                .isEqualTo(AdmissionControl.counted(caller(Kind.API_KEY, 1, "k", null)))
                .isNotEqualTo(AdmissionControl.counted(caller(Kind.API_KEY, 2, "k", null)));
    }

    @Test
    void theSessionsOfAnAccountAreCountedTogether() {
        assertThat(AdmissionControl.counted(caller(Kind.SESSION, 1, "ada", "ada")))
                .isEqualTo(AdmissionControl.counted(caller(Kind.SESSION, 2, "ada", "ada")))
                .isNotEqualTo(AdmissionControl.counted(caller(Kind.SESSION, 1, "bob", "ada")));
    }

    @Test
    void aKeyAnAccountAndARecipientAreCountedApartAndAllTokensOfARecipientTogether() {
        var counted = Arrays.stream(Kind.values())
                .map(kind -> AdmissionControl.counted(caller(kind, 2, "2", "2")))
                .distinct();
        assertThat(counted).hasSize(3);
    }

    private static Caller caller(Kind kind, long credentialId, String name, String recipient) {
        return new Caller(kind, credentialId, name, 2, "default", Role.VIEWER, recipient, null);
    }
}
