package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderRulesTest {

    private static final String FROM = "belfry@deployment.example";

    private static final SenderRules RULES = SenderRules.read(
            "acme = acme.example, *.mail.acme.example ; other=xn--bcher-kva.example;*=shared.example;", FROM);

    private static final SenderRules NONE = SenderRules.read(null, FROM);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme@acme.example",
                "Acme <acme@ACME.example>",
                "news@eu.mail.acme.example",
                "a@shared.example",
                "Acme, Inc.",
                "Größe & Söhne",
                "\"Acme, Inc.\" <acme@acme.example>",
                "Acme <belfry@deployment.example>",
                ""
            })
    void anAllowedSenderIsTaken(String sender) {
        assertThat(RULES.wrong("acme", sender)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@evil.example",
                "a@sub.acme.example",
                "a@mail.acme.example",
                "a@xacme.example",
                "a@evil.mail.acme.example.evil.example",
                "a@.mail.acme.example",
                "a@-.mail.acme.example",
                "a@xn--bcher-kva.example",
                "ceo@deployment.example",
                "a@acme.example, b@acme.example",
                "Group: a@acme.example;",
                "a@",
                "Acme <acme>",
                "Acme <a@acme.example",
                "\"a b\"@acme.example",
                "\"ceo@bank.example\" <a@acme.example>",
                "ceo\uFF20bank.example",
                "=?UTF-8?Q?ceo=40bank.example?= <a@acme.example>",
                "=?UTF-8?Q?x?=",
                "Acme\r\nBcc: a",
                "Acme\u202E",
                "Ac\u200Bme",
                "Ac\u2028me"
            })
    void anotherIsRefused(String sender) {
        assertThat(RULES.wrong("acme", sender)).isPresent();
        var shown = RULES.sender("acme", sender, from());
        assertThat(shown.getAddress()).isEqualTo(sender.endsWith("<a@acme.example>") ? "a@acme.example" : FROM);
        assertThat(String.valueOf(shown.getPersonal())).doesNotContain("@", "\uFF20", "\n", "\u202E");
    }

    @Test
    void aNameHasAHundredCharactersAtMost() {
        assertThat(NONE.wrong("acme", "é".repeat(100))).isEmpty();
        assertThat(NONE.wrong("acme", "é".repeat(101))).isPresent();
    }

    @Test
    void withoutRulesAnOrganizationChoosesItsNameAlone() {
        assertThat(NONE.wrong("default", "Acme")).isEmpty();
        assertThat(NONE.wrong("default", "Acme <a@acme.example>").orElseThrow().english())
                .isEqualTo("must be a name without an address: this organization may not use its own sender address");
        assertThat(NONE.sender("default", "Acme", from()).toString()).isEqualTo("Acme <" + FROM + ">");
    }

    @Test
    void whatIsNoLongerAllowedFallsBackToTheDeploymentsAddress() {
        assertThat(NONE.sender("acme", "Acme <a@acme.example>", from()).toString())
                .isEqualTo("Acme <" + FROM + ">");
        assertThat(NONE.sender("acme", "a@acme.example", from())).isEqualTo(from());
        assertThat(NONE.sender("acme", null, from())).isEqualTo(from());
    }

    @Test
    void theDomainsOfAnOrganizationAreItsOwnAndThoseOfEveryOne() {
        assertThat(RULES.domains("acme")).containsExactly("acme.example", "*.mail.acme.example", "shared.example");
        assertThat(RULES.domains("nobody")).containsExactly("shared.example");
        assertThat(NONE.domains("acme")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acme                      | must have the form
            =acme.example             | must have the form
            A B=acme.example          | must have the form
            acme=                     | has a domain for acme that is none
            acme=acme.example,        | has a domain for acme that is none
            acme=*                    | has a domain for acme that is none
            acme=*.example            | has a domain for acme that is none
            acme=a@acme.example       | has a domain for acme that is none
            acme=mail.*.example       | has a domain for acme that is none
            acme=acme..example        | has a domain for acme that is none
            acme=-acme.example        | has a domain for acme that is none
            acme=https://acme.example | has a domain for acme that is none
            acme=a.example;acme=b.example | names the organization acme twice
            """)
    void aWrongValueIsRefusedBySayingWhichItIs(String configured, String said) {
        assertThatThrownBy(() -> SenderRules.read(configured, FROM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BELFRY_MAIL_SENDER_DOMAINS " + said);
    }

    private static InternetAddress from() {
        try {
            return new InternetAddress(FROM, "Belfry", "UTF-8");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
