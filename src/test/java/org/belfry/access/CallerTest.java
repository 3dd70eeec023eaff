package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.function.Supplier;
import org.belfry.access.Caller.Kind;
import org.belfry.platform.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static Caller caller(Kind kind, Role role, String recipient) {
        return new Caller(kind, 1, "it", 2, "default", role, recipient, null);
    }

    /** A person always has an inbox of their own; a key has one where it is bound. */
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
                    HOST_TOKEN | -        | ada   | true     | true      | false       | true        | false
                    HOST_TOKEN | VIEWER   | ada   | false    | true      | true        | true        | false
                    HOST_TOKEN | OPERATOR | ada   | false    | true      | true        | true        | true
                    HOST_TOKEN | ADMIN    | ada   | false    | true      | true        | true        | true
                    KEY_TOKEN     | -     | ada   | true     | true      | false       | true        | false
                    SESSION_TOKEN | -     | ada   | true     | true      | false       | true        | false
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
                "API_KEY, 1, API_KEY, true", "API_KEY, 2, API_KEY, false", "API_KEY, 1, SESSION, false",
                "SESSION, 1, SESSION, true", "SESSION, 2, SESSION, false", "SESSION, 1, API_KEY, false",
                "KEY_TOKEN, 1, API_KEY, true", "KEY_TOKEN, 2, API_KEY, false", "KEY_TOKEN, 1, SESSION, false",
                "SESSION_TOKEN, 1, SESSION, true", "SESSION_TOKEN, 2, SESSION, false",
                        "SESSION_TOKEN, 1, API_KEY, false",
                "HOST_TOKEN, 1, API_KEY, false", "HOST_TOKEN, 1, SESSION, false",
            })
    void aTokenEndsWithWhatItWasMadeWith(Kind kind, long endedId, Kind ended, boolean expected) {
        assertThat(new CredentialEnded(ended, endedId).ends(caller(kind, null, "ada")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, 9223372036854775807, false", "100, 99, false", "100, 100, true", "100, 101, true"})
    void aCredentialEndsAtItsSecond(Long expiresAt, long now, boolean expected) {
        var caller = new Caller(Kind.HOST_TOKEN, 0, "ada", 2, "default", null, "ada", expiresAt);

        assertThat(caller.expired(now)).isEqualTo(expected);
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
        assertThat(problem).hasMessage("This operation requires the role operator");
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

    /** Whose inbox it is: the one that is named, else one's own. 400 for nobody's, 404 for one that is not to be seen. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # kind | role     | own | named | read  | changed
                    API_KEY | OPERATOR | -   | -     | 400   | 400
                    API_KEY | OPERATOR | -   | ' '   | 400   | 400
                    API_KEY | OPERATOR | -   | grace | grace | grace
                    API_KEY | VIEWER   | -   | grace | grace | 404
                    API_KEY | OPERATOR | ada | -     | ada   | ada
                    API_KEY | VIEWER   | ada | -     | ada   | 404
                    API_KEY | ADMIN    | ada | grace | 404   | 404
                    SESSION | -        | ada | -     | ada   | ada
                    SESSION | -        | ada | ''    | ada   | ada
                    SESSION | -        | ada | grace | 404   | 404
                    SESSION | VIEWER   | ada | grace | grace | 404
                    SESSION | OPERATOR | ada | grace | grace | grace
                    """)
    void aCallIsAboutTheInboxThatItNamesOrTheCallersOwn(
            Kind kind, Role role, String own, String named, String read, String changed) {
        var caller = caller(kind, role, own);

        assertThat(nameOrStatus(() -> caller.readable(named))).isEqualTo(read);
        assertThat(nameOrStatus(() -> caller.changeable(named))).isEqualTo(changed);
    }

    private static String nameOrStatus(Supplier<String> choice) {
        try {
            return choice.get();
        } catch (Problem e) {
            return String.valueOf(e.status());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"API_KEY, VIEWER, 403", "API_KEY, OPERATOR, -", "SESSION, -, -", "HOST_TOKEN, -, -"})
    void aKeyThatOnlyLooksChangesNothing(Kind kind, Role role, Integer status) {
        var problem = catchThrowableOfType(
                Problem.class, () -> caller(kind, role, "ada").requireChanging());

        assertThat(problem == null ? null : Integer.valueOf(problem.status())).isEqualTo(status);
    }
}
