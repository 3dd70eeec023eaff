package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.belfry.access.SenderRules;
import org.belfry.delivery.LeasedMessage;
import org.belfry.inbox.SourceReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailHeadersTest {

    private static final SenderRules RULES = SenderRules.read("example=example.com,localhost", "belfry@example.org");

    private static final Session SESSION = Session.getInstance(new Properties());

    /** Those of every e-mail. */
    private static final List<String> ALWAYS = List.of(
            "Date",
            "From",
            "To",
            "Message-ID",
            "Subject",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "X-Auto-Response-Suppress");

    private static byte[] bytes(LeasedMessage delivery, EmailLinks links) throws MessagingException, IOException {
        var out = new ByteArrayOutputStream();
        var from = new InternetAddress("Belfry <belfry@example.org>");
        new OutboxMessage(SESSION, delivery, from, RULES, links, () -> true).writeTo(out);
        return out.toByteArray();
    }

    private static String raw(LeasedMessage delivery, EmailLinks links) throws MessagingException, IOException {
        return new String(bytes(delivery, links), StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage mail(LeasedMessage delivery, EmailLinks links) throws MessagingException, IOException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes(delivery, links)));
    }

    private static List<String> names(MimeMessage mail) throws MessagingException {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .toList();
    }

    private static LeasedMessage about(SourceReport source) {
        return new Mails()
                .item(5, Mails.content("mention", "tasks", "medium", "Look", "m", null, "grace"), source)
                .build();
    }

    @Test
    void anEMailBeginsLikeThis() throws Exception {
        assertThat(raw(Samples.allParts(Locale.UK), Samples.LINK).replaceFirst("(?s)\r\n\r\n.*", ""))
                .isEqualToNormalizingNewlines("""
                        Date: Tue, 14 Nov 2023 22:13:20 +0000
                        From: Belfry <belfry@example.org>
                        To: ada@example.org
                        Message-ID: <belfry-delivery-5.1700000000@example.org>
                        In-Reply-To: <belfry-source-7b8f6295da003e998083935997df3a70@example.org>
                        References: <belfry-source-7b8f6295da003e998083935997df3a70@example.org>
                        Subject: Nightly ETL has failed
                        MIME-Version: 1.0
                        Content-Type: multipart/alternative; boundary="=_belfry-5"
                        Auto-Submitted: auto-generated
                        X-Auto-Response-Suppress: All
                        List-Unsubscribe: <https://belfry.example.org/api/unsubscribe?token=AAAAAAAAAAEAAAAAAAAACW1lbnRpb24>
                        List-Unsubscribe-Post: List-Unsubscribe=One-Click""");
    }

    @Test
    void aMandatoryTypeADigestAndAnInstallationWithoutAUrlHaveNoLinkToUnsubscribe() throws Exception {
        assertThat(names(mail(about(null), EmailLinks.MANDATORY))).containsExactlyInAnyOrderElementsOf(ALWAYS);
        assertThat(names(mail(about(null), EmailLinks.NONE))).containsExactlyInAnyOrderElementsOf(ALWAYS);
        assertThat(names(mail(Samples.digest(12, Locale.UK), EmailLinks.NONE)))
                .containsExactlyInAnyOrderElementsOf(ALWAYS);
    }

    @Test
    void aLinkThatNoLineCanHoldIsInTheTextAlone() throws Exception {
        var url = "https://example.org/api/unsubscribe?token=" + "x".repeat(950);
        var raw = raw(about(null), EmailLinks.stopping(url));

        assertThat(raw).doesNotContain("List-Unsubscribe");
        assertThat(raw.replace("=\r\n", "").replace("=3D", "=")).contains(url);
    }

    @Test
    void whatIsCriticalIsImportant() throws Exception {
        var critical = new Mails()
                .item(5, Mails.content("mention", "tasks", "critical", "Look", null, null, null), null)
                .build();

        assertThat(mail(critical, EmailLinks.NONE).getHeader("Importance")).containsExactly("high");
        assertThat(mail(about(null), EmailLinks.NONE).getHeader("Importance")).isNull();
    }

    @Test
    void allEMailsAboutOneSourceAreAThreadAndNoOthers() throws Exception {
        var first = mail(about(new SourceReport("task", "42", true, "Old", "open")), Samples.LINK);
        var second = mail(about(new SourceReport("task", "42", true, "New", "done")), Samples.LINK);
        var other = mail(about(new SourceReport("task", "43", true, "Old", "open")), Samples.LINK);
        var shifted = mail(about(new SourceReport("task4", "2", true, "Old", "open")), Samples.LINK);

        assertThat(first.getHeader("References")).hasSize(1).isEqualTo(first.getHeader("In-Reply-To"));
        assertThat(second.getHeader("References")).isEqualTo(first.getHeader("References"));
        assertThat(other.getHeader("References")).isNotEqualTo(first.getHeader("References"));
        assertThat(shifted.getHeader("References")).isNotEqualTo(first.getHeader("References"));
        assertThat(mail(about(null), Samples.LINK).getHeader("References")).isNull();
    }

    static Stream<LeasedMessage> deliveries() {
        return Stream.of(
                Samples.allParts(Locale.GERMANY),
                Samples.digest(200, Locale.UK),
                Mails.delivery(5, "Grüße \uD83D\uDD14 " + "日本".repeat(300), "Å".repeat(20_000), null),
                Mails.delivery(
                        5,
                        "x".repeat(1000),
                        ("y".repeat(1200) + "\n").repeat(16),
                        "https://example.org/" + "z".repeat(1980)),
                Mails.delivery(5, ".", ".\n.\nFrom here\n--=_belfry-5--\n\n--=_belfry-5\n\n", null));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void everyAttemptSendsTheSameBytesOnEveryNodeInShortLinesOfAscii(LeasedMessage delivery) throws Exception {
        var first = bytes(delivery, Samples.LINK);
        var zone = TimeZone.getDefault();
        var locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Locale.setDefault(Locale.FRANCE);
            assertThat(bytes(delivery, Samples.LINK)).isEqualTo(first);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        var text = new String(first, StandardCharsets.ISO_8859_1);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.split("\r\n")).allMatch(line -> line.length() <= 998);
        assertThat(text.substring(text.indexOf("\r\n\r\n")).split("\r\n")).allMatch(line -> line.length() <= 78);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void whatIsSentIsReadAsItWas(LeasedMessage delivery) throws Exception {
        var text = EmailContent.of(delivery, Samples.LINK);
        var mail = mail(delivery, Samples.LINK);
        var parts = (jakarta.mail.internet.MimeMultipart) mail.getContent();

        assertThat(mail.getSubject()).isEqualTo(text.subject());
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo(text.plain());
        assertThat(((String) parts.getBodyPart(1).getContent()).replace("\r\n", "\n"))
                .isEqualTo(text.html());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "two words",
                "Re: [x] a: b",
                "a  b   c",
                "Grüße",
                "\uD83D\uDD14",
                "=?UTF-8?Q?a=0D=0ABcc:_eve@example.org?=",
                "not =?utf-8?b?SGVsbG8=?= encoded",
                "\"quoted\" <x@y> (comment), @ ; \\",
                "1234567890123456789012345678901234567890123456789012345678901234567890 x",
            })
    void aSubjectComesBackAsItWas(String title) throws Exception {
        assertThat(mail(Mails.delivery(5, title, null, null), EmailLinks.NONE).getSubject())
                .isEqualTo(title);
    }

    static List<String> injections() {
        return List.of(
                "Hello\r\nBcc: eve@example.org",
                "Hello\r\n\r\n<script>",
                "Hello\nX-Evil: 1",
                "Hello\rX-Evil: 1",
                "Hello\r\n X-Evil: 1",
                "Hello\r\n\tX-Evil: 1\r\n .\r\n",
                "Hello\u2028X-Evil: 1",
                "Hello\u2029X-Evil: 1",
                "Hello\u0085X-Evil: 1 \uD83D\uDD14\r\nX-Evil: 2",
                "Hello\u0000\r\nX-Evil: 1",
                "Hello\u560d\u560aX-Evil: 1",
                "Hello%0d%0aX-Evil: 1",
                "Hello =?UTF-8?Q?=0D=0AX-Evil:_1?= there",
                "Hello " + "x".repeat(5000) + "\r\nX-Evil: 1",
                "Hello " + "x ".repeat(2500) + "\r\nX-Evil: 1",
                "Hello>\r\nX-Evil: 1",
                "Hello\" <eve@example.org>\r\nX-Evil: 1");
    }

    /** In every value that has a way into a header, and in all that have none. */
    @ParameterizedTest
    @MethodSource("injections")
    void nothingAddsAHeader(String evil) throws Exception {
        var threaded = Stream.concat(ALWAYS.stream(), Stream.of("In-Reply-To", "References"))
                .toList();
        for (var place = 0; place < 8; place++) {
            var texts = new String[8];
            Arrays.fill(texts, "text");
            texts[place] = evil;
            var delivery = new Mails()
                    .from(texts[0], "Team " + texts[1] + " <team@example.com>")
                    .to(texts[2], Locale.ENGLISH, "UTC")
                    .item(
                            5,
                            Mails.content(texts[3], texts[4], "medium", texts[5], "m", null, "grace"),
                            new SourceReport(texts[6], texts[7], false, null, null))
                    .build();
            var mail = mail(delivery, EmailLinks.MANDATORY);

            assertThat(names(mail)).as("place %d", place).containsExactlyInAnyOrderElementsOf(threaded);
            assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("ada@example.org"));
            assertThat(mail.getFrom()).hasSize(1);
            assertThat(((InternetAddress) mail.getFrom()[0]).getAddress())
                    .isIn("belfry@example.org", "team@example.com");
            assertThat(mail.getHeader("From")[0].split("\r\n")).allMatch(line -> line.length() < 500);
            assertThat(mail.getSubject()).startsWith(place == 5 ? "Hello" : "text");
        }
    }

    @ParameterizedTest
    @MethodSource("injections")
    void nothingAddsAHeaderToADigest(String evil) throws Exception {
        var content = Mails.content(evil, evil, evil, evil, evil, evil, evil);
        var source = new SourceReport(evil, evil, false, evil, evil);
        var mail = mail(
                new Mails()
                        .from(evil, evil)
                        .to(evil, Locale.ENGLISH, "UTC")
                        .item(1, content, source)
                        .item(2, content, source)
                        .build(),
                EmailLinks.NONE);

        assertThat(names(mail)).containsExactlyInAnyOrderElementsOf(ALWAYS);
        assertThat(mail.getSubject()).startsWith("2 notifications from Hello");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    -                                  | Belfry <belfry@example.org>
                    ''                                 | Belfry <belfry@example.org>
                    team@example.com                   | team@example.com
                    Team <team@example.com>            | Team <team@example.com>
                    "Team, the one" <team@example.com> | "Team, the one" <team@example.com>
                    <team@example.com>                 | team@example.com
                    Glöckner <team@example.com>        | =?UTF-8?Q?Gl=C3=B6ckner?= <team@example.com>
                    team@localhost                     | team@localhost
                    nobody at all                      | nobody at all <belfry@example.org>
                    Team <team@evil.example>           | Team <belfry@example.org>
                    team@evil.example                  | Belfry <belfry@example.org>
                    "ceo@evil.example" <a@example.net> | Belfry <belfry@example.org>
                    team@                              | Belfry <belfry@example.org>
                    a@example.com, b@example.com       | Belfry <belfry@example.org>
                    Group: a@example.com;              | Belfry <belfry@example.org>
                    team@exämple.com                   | Belfry <belfry@example.org>
                    "a b"@example.com                  | Belfry <belfry@example.org>
                    Team <team@example.com             | Belfry <belfry@example.org>
                    """)
    void theSenderIsTheOrganizationsWhereThatIsAnAddress(String sender, String expected) throws Exception {
        var delivery = new Mails()
                .from("Example", sender)
                .item(5, Mails.content("mention", "tasks", "medium", "Look", null, null, null), null)
                .build();
        var mail = mail(delivery, EmailLinks.NONE);

        assertThat(mail.getHeader("From")).containsExactly(expected);
        assertThat(mail.getMessageID()).endsWith("@example.org>");
    }

    @Test
    void aDigestIsOfTheTimeOfItsLastAndHasTheIdOfItsFirst() throws Exception {
        var mail = mail(Samples.digest(12, Locale.UK), EmailLinks.NONE);

        assertThat(mail.getMessageID()).isEqualTo("<belfry-delivery-100.1700000000@example.org>");
        assertThat(mail.getHeader("Date")).containsExactly("Tue, 14 Nov 2023 22:24:20 +0000");
    }
}
