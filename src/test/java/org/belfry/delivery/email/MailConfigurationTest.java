package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.belfry.access.SenderRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailConfigurationTest {

    private static final String OAUTH = " OAUTH_CLIENT_ID=id OAUTH_CLIENT_SECRET=cs OAUTH_REFRESH_TOKEN=rt";

    /** @param settings such as {@code HOST=mail.example.org PORT=25} */
    private static Map<String, String> environment(String settings) {
        var environment = new LinkedHashMap<String, String>();
        Arrays.stream(settings.strip().split("\\s+"))
                .filter(setting -> !setting.isEmpty())
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> environment.put("BELFRY_MAIL_" + setting[0], setting[1]));
        return environment;
    }

    private static Optional<MailConfiguration> read(String settings) {
        return Mailing.configuration(environment(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HOST=", "PORT=25", "USER=u PASSWORD=p", "STARTTLS=false", "FROM=belfry@example.org"})
    void withoutAProviderAndAHostThereIsNoEmail(String settings) {
        assertThat(read(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "HOST=mail.example.org                                  | smtp | mail.example.org | 25   | NONE",
                "HOST=h PORT=2525                                       | smtp | h | 2525 | NONE",
                "HOST=h PORT=465                                        | smtp | h | 465  | IMPLICIT",
                "HOST=h PORT=465 TLS=none                               | smtp | h | 465  | NONE",
                "HOST=h TLS=starttls                                    | smtp | h | 587  | STARTTLS",
                "HOST=h TLS=STARTTLS STARTTLS=true                      | smtp | h | 587  | STARTTLS",
                "HOST=h TLS=implicit                                    | smtp | h | 465  | IMPLICIT",
                "PROVIDER=smtp HOST=h                                   | smtp | h | 25   | NONE",
                "PROVIDER=sendgrid-smtp API_KEY=k FROM=a@b              | smtp | smtp.sendgrid.net | 587 | STARTTLS",
                "PROVIDER=sendgrid-smtp API_KEY=k FROM=a@b PORT=465     | smtp | smtp.sendgrid.net | 465 | IMPLICIT",
                "PROVIDER=resend-smtp API_KEY=k FROM=a@b                | smtp | smtp.resend.com | 587 | STARTTLS",
                "PROVIDER=resend-smtp API_KEY=k FROM=a@b PORT=2587      | smtp | smtp.resend.com | 2587 | STARTTLS",
                "PROVIDER=Resend-SMTP API_KEY=k FROM=a@b HOST=h TLS=none PORT=26 | smtp | h | 26 | NONE",
                "PROVIDER=sendgrid API_KEY=k FROM=a@b HOST=h            | sendgrid | null | 0 | IMPLICIT",
                "PROVIDER=resend API_KEY=k FROM=a@b                     | resend | null | 0 | IMPLICIT"
            })
    void aProviderBringsItsHostPortAndEncryption(String settings, String protocol, String host, int port, MailTls tls) {
        var configuration = read(settings).orElseThrow();

        assertThat(configuration.provider().protocol()).isEqualTo(protocol);
        assertThat(configuration.host()).isEqualTo(host);
        assertThat(configuration.port()).isEqualTo(port);
        assertThat(configuration.tls()).isEqualTo(tls);
        assertThat(configuration.concurrency()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "HOST=h USER=u PASSWORD=p                    | u      | p",
                "HOST=h                                      | null   | null",
                "PROVIDER=sendgrid-smtp API_KEY=k FROM=a@b   | apikey | k",
                "PROVIDER=resend-smtp API_KEY=k FROM=a@b USER=x PASSWORD=y | resend | k"
            })
    void aProviderSaysWithWhoseNameToConnect(String settings, String user, String password) {
        var configuration = read(settings).orElseThrow();

        assertThat(configuration.user()).isEqualTo(user);
        assertThat(configuration.password()).isEqualTo(password);
    }

    @Test
    void gmailTakesTokens() {
        var smtp = read("PROVIDER=gmail-smtp USER=a@gmail.com FROM=a@gmail.com" + OAUTH)
                .orElseThrow();
        assertThat(smtp.host()).isEqualTo("smtp.gmail.com");
        assertThat(smtp.user()).isEqualTo("a@gmail.com");
        assertThat(smtp.password()).isNull();
        assertThat(smtp.oauth().tokenUrl()).hasToString("https://oauth2.googleapis.com/token");
        var api = read("PROVIDER=gmail FROM=a@gmail.com API_URL=http://[::1]:80/x/ OAUTH_TOKEN_URL=http://localhost/t"
                        + OAUTH)
                .orElseThrow();
        assertThat(api.api()).isEqualTo("http://[::1]:80/x");
        assertThat(api.oauth().tokenUrl()).hasToString("http://localhost/t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROVIDER=smtp                                    | BELFRY_MAIL_HOST is required if",
                "PROVIDER=mailgun                                 | BELFRY_MAIL_PROVIDER must be one of smtp, sendgrid,",
                "API_KEY=k                                        | BELFRY_MAIL_PROVIDER is required if BELFRY_MAIL_API_KEY is",
                "OAUTH_REFRESH_TOKEN=k                            | BELFRY_MAIL_PROVIDER is required if BELFRY_MAIL_OAUTH_REFRESH_TOKEN",
                "PROVIDER=resend API_KEY=k                        | BELFRY_MAIL_FROM is required if BELFRY_MAIL_PROVIDER is resend",
                "PROVIDER=resend FROM=a@b                         | BELFRY_MAIL_API_KEY is required if BELFRY_MAIL_PROVIDER is resend",
                "PROVIDER=sendgrid-smtp FROM=a@b HOST=h           | BELFRY_MAIL_API_KEY is required if",
                "PROVIDER=gmail FROM=a@b                          | BELFRY_MAIL_OAUTH_CLIENT_ID is required",
                "PROVIDER=gmail FROM=a@b OAUTH_CLIENT_ID=i        | BELFRY_MAIL_OAUTH_CLIENT_SECRET is required",
                "PROVIDER=gmail FROM=a@b OAUTH_CLIENT_ID=i OAUTH_CLIENT_SECRET=s | BELFRY_MAIL_OAUTH_REFRESH_TOKEN is required",
                "PROVIDER=gmail-smtp FROM=a@b OAUTH_CLIENT_ID=i OAUTH_CLIENT_SECRET=s OAUTH_REFRESH_TOKEN=r | BELFRY_MAIL_USER is required",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=http://api.example.org | BELFRY_MAIL_API_URL must be an https URL",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=ftp://localhost | BELFRY_MAIL_API_URL must be",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=http://127.0.0.1.example.org | BELFRY_MAIL_API_URL must be",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=https://u:p@example.org | BELFRY_MAIL_API_URL must be",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=https://example.org?a=b | BELFRY_MAIL_API_URL must be",
                "PROVIDER=resend API_KEY=k FROM=a@b API_URL=https:// | BELFRY_MAIL_API_URL is not a URL",
                "HOST=h TLS=maybe                                 | BELFRY_MAIL_TLS must be none, starttls or implicit",
                "HOST=h STARTTLS=true                             | BELFRY_MAIL_STARTTLS is no longer supported; set BELFRY_MAIL_TLS=starttls",
                "HOST=h STARTTLS=yes                              | BELFRY_MAIL_STARTTLS is no longer supported",
                "STARTTLS=true                                    | BELFRY_MAIL_STARTTLS is no longer supported",
                "HOST=h PORT=0                                    | BELFRY_MAIL_PORT must be from 1 to 65535",
                "HOST=h PORT=65536                                | BELFRY_MAIL_PORT must be from 1 to 65535",
                "PORT=smtp                                        | BELFRY_MAIL_PORT is not a number: smtp",
                "HOST=h CONCURRENCY=0                             | BELFRY_MAIL_CONCURRENCY must be from 1 to 24",
                "HOST=h CONCURRENCY=many                          | BELFRY_MAIL_CONCURRENCY is not a number",
                "HOST=h USER=u                                    | BELFRY_MAIL_PASSWORD is required if BELFRY_MAIL_USER is set",
                "HOST=h PASSWORD=p                                | BELFRY_MAIL_USER is required if BELFRY_MAIL_PASSWORD is set",
                "FROM=a@b,c@d                                     | BELFRY_MAIL_FROM is not an address",
                "HOST=h FROM=nobody<                              | BELFRY_MAIL_FROM is not an address"
            })
    void whatIsMissingOrWrongStopsTheStartWithASentenceThatNamesIt(String settings, String sentence) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> read(settings))
                .withMessageContaining(sentence);
    }

    @Test
    void aKeyWithALineBreakIsRefused() {
        var environment = environment("PROVIDER=resend FROM=a@b");
        environment.put("BELFRY_MAIL_API_KEY", "re_1\r\nX: y");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Mailing.configuration(environment))
                .withMessage("BELFRY_MAIL_API_KEY must not contain control characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOST=mail.example.org USER=u PASSWORD=p              | true",
                "HOST=127.0.0.1.example.org USER=u PASSWORD=p         | true",
                "HOST=127.0.0.1 USER=u PASSWORD=p                     | false",
                "HOST=localhost USER=u PASSWORD=p                     | false",
                "HOST=::1 USER=u PASSWORD=p                           | false",
                "HOST=mail.example.org                                | false",
                "HOST=mail.example.org USER=u PASSWORD=p TLS=starttls | false",
                "PROVIDER=resend-smtp API_KEY=k FROM=a@b TLS=none     | true",
                "PROVIDER=resend API_KEY=k FROM=a@b                   | false"
            })
    void aSecretThatWouldGoOverTheNetworkUnencryptedIsSeen(String settings, boolean expected) {
        assertThat(read(settings).orElseThrow().sendsSecretsInTheClear()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HOST=h USER=u PASSWORD=p FROM=a@b",
                "HOST=h USER=u PASSWORD=p FROM=a@c",
                "HOST=h USER=u PASSWORD=q FROM=a@b",
                "HOST=h USER=up PASSWORD=p FROM=a@b",
                "HOST=h USER=u PASSWORD=p FROM=a@b TLS=starttls",
                "HOST=h USER=u PASSWORD=p FROM=a@b PORT=26",
                "PROVIDER=gmail FROM=a@b OAUTH_CLIENT_ID=i OAUTH_CLIENT_SECRET=s OAUTH_REFRESH_TOKEN=r",
                "PROVIDER=gmail FROM=a@b OAUTH_CLIENT_ID=i OAUTH_CLIENT_SECRET=s OAUTH_REFRESH_TOKEN=r2",
                "PROVIDER=sendgrid API_KEY=k FROM=a@b",
                "PROVIDER=sendgrid API_KEY=k2 FROM=a@b",
                "PROVIDER=resend API_KEY=k FROM=a@b",
            })
    void theDigestIsAnotherForOtherSettings(String settings) {
        var digest = read(settings).orElseThrow().digest();

        assertThat(digest).hasSize(64).isEqualTo(read(settings).orElseThrow().digest());
        assertThat(digest)
                .isNotEqualTo(
                        read("HOST=h USER=u PASSWORD=pp FROM=a@b").orElseThrow().digest());
    }

    @Test
    void nothingThatIsPrintedHoldsASecret() {
        var configuration = read("PROVIDER=gmail-smtp USER=a@gmail.com FROM=a@gmail.com" + OAUTH)
                .orElseThrow();

        assertThat(configuration.toString() + configuration.oauth())
                .doesNotContain("cs")
                .doesNotContain("rt");
        assertThat(configuration.secrets()).containsExactly("cs", "rt");
    }

    @ParameterizedTest
    @EnumSource(MailProvider.class)
    void onlyResendsApiKnowsCopies(MailProvider provider) {
        assertThat(provider.deduplicationWindow()).isEqualTo(provider == MailProvider.RESEND ? 82_800 : 0);
        assertThat(MailProvider.of(provider.code())).isEqualTo(provider);
    }

    @Test
    void aSenderMayHaveAccents() throws Exception {
        var out = new ByteArrayOutputStream();
        new OutboxMessage(
                        Session.getInstance(new Properties()),
                        Mails.delivery(1, "t", "m", null),
                        MailConfiguration.address("Gl\u00F6ckner \uD83D\uDD14 <belfry@example.org>"),
                        SenderRules.read(null, null),
                        EmailLinks.NONE,
                        () -> true)
                .writeTo(out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).containsPattern("From: =\\?UTF-8\\?");
    }
}
