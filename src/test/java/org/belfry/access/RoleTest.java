package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void aCodeIsReadBackAsItsRole(Role role) {
        assertThat(role.code()).matches("[a-z]+");
        assertThat(Role.of(role.code())).isSameAs(role);
    }

    @Test
    void noCodeIsNoRole() {
        assertThat(Role.of(null)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> Role.of("root"));
    }

    @Test
    void theHighestOfSeveralCodesCounts() {
        assertThat(Role.highest(List.of("viewer", "operator", "root", "VIEWER")))
                .isSameAs(Role.OPERATOR);
        assertThat(Role.highest(List.of("root", "ADMIN", ""))).isNull();
        assertThat(Role.highest(List.of())).isNull();
    }

    @Test
    void theRolesAreInTheOrderOfTheirPower() {
        assertThat(Role.values()).containsExactly(Role.VIEWER, Role.OPERATOR, Role.ADMIN);
        assertThat(Role.ADMIN.covers(Role.VIEWER)).isTrue();
        assertThat(Role.VIEWER.covers(Role.ADMIN)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleCanBeAskedForByAMethod(Role role) {
        assertThat(Allowed.Who.valueOf(role.name()).role()).isSameAs(role);
    }

    @Test
    void anybodyAndWhoeverIsSignedInNeedNoRole() {
        assertThat(Allowed.Who.ANYONE.role()).isNull();
        assertThat(Allowed.Who.SIGNED_IN.role()).isNull();
    }
}
