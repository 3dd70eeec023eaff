package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.belfry.access.Caller.Kind;
import org.belfry.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static Caller caller(Kind kind, Role role, String recipient) {
        return new Caller(kind, 1, "it", 2, "default", role, recipient);
    }

    /** A session always has an inbox of its own; a key has one where it is bound. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # kind | role     | bound | confined | reads own | reads other | changes own | changes other
                    API_KEY | VIEWER   | -     | false    | true      | true        | false       | false
                    API_KEY | OPERATOR | -     | false    | true      | true        | true        | true
                    API_KEY | ADMIN    | -     | false    | true      | true        | true        | true
                    API_KEY | VIEWER   | ada   | true     | true      | false       | false       | false
                    API_KEY | OPERATOR | ada   | true     | true      | false       | true        | false
                    API_KEY | ADMIN    | ada   | true     | true      | false       | true        | false
                    SESSION | -        | ada   | true     | true      | false       | true        | false
                    SESSION | VIEWER   | ada   | false    | true      | true        | true        | false
                    SESSION | OPERATOR | ada   | false    | true      | true        | true        | true
                    SESSION | ADMIN    | ada   | false    | true      | true        | true        | true
                    """)
    void whatACallerMayDependsOnCredentialRoleAndInbox(
            Kind kind,
            Role role,
            String bound,
            boolean confined,
            boolean readsOwn,
            boolean readsOther,
            boolean changesOwn,
            boolean changesOther) {
        var caller = caller(kind, role, bound);

        assertThat(caller.confined()).isEqualTo(confined);
        assertThat(caller.mayRead("ada")).isEqualTo(readsOwn);
        assertThat(caller.mayRead("grace")).isEqualTo(readsOther);
        assertThat(caller.mayRead("Ada")).as("names are case-sensitive").isEqualTo(readsOther);
        assertThat(caller.mayChange("ada")).isEqualTo(changesOwn);
        assertThat(caller.mayChange("grace")).isEqualTo(changesOther);
        assertThat(caller.mayChange("Ada")).isEqualTo(changesOther);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, VIEWER, false", "-, OPERATOR, false", "-, ADMIN, false",
                "VIEWER, VIEWER, true", "VIEWER, OPERATOR, false", "VIEWER, ADMIN, false",
                "OPERATOR, VIEWER, true", "OPERATOR, OPERATOR, true", "OPERATOR, ADMIN, false",
                "ADMIN, VIEWER, true", "ADMIN, OPERATOR, true", "ADMIN, ADMIN, true",
            })
    void eachRoleIncludesTheOnesBeforeIt(Role role, Role needed, boolean expected) {
        assertThat(caller(Kind.SESSION, role, "ada").has(needed)).isEqualTo(expected);
    }

    @Test
    void whoLacksTheRoleIsForbidden() {
        var problem = catchThrowableOfType(
                Problem.class, () -> caller(Kind.SESSION, Role.VIEWER, "ada").require(Role.OPERATOR));

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem).hasMessage("This needs the role operator");
        assertThatNoException()
                .isThrownBy(() -> caller(Kind.SESSION, Role.ADMIN, "ada").require(Role.OPERATOR));
    }

    @Test
    void whoIsConfinedDoesNotSeeTheOrganization() {
        var problem = catchThrowableOfType(
                Problem.class, () -> caller(Kind.API_KEY, Role.ADMIN, "ada").requireWholeOrganization());

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem).hasMessageContaining("ada");
        assertThatNoException()
                .isThrownBy(() -> caller(Kind.API_KEY, Role.ADMIN, null).requireWholeOrganization());
    }
}
