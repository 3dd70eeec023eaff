package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.belfry.inbox.SourceReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailContentTest {

    private static final String NASTY = "</title><script>alert(\"1\")</script>&amp;'<b onclick=x>";

    private static EmailContent text(String title, String message, String link) {
        return EmailContent.of(Mails.delivery(1, title, message, link), EmailLinks.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.org",
                "Hello\nBcc: eve@example.org",
                "Hello\rBcc: eve@example.org",
                "Hello\u2028Bcc: eve@example.org",
                "Hello\u2029Bcc: eve@example.org",
                "Hello\u0085Bcc: eve@example.org",
                "Hello\u0000\u000b\f\r\n \r\n\u007fBcc: eve@example.org",
            })
    void aSubjectIsOneLineWhateverTheTitle(String title) {
        var subject = text(title, null, null).subject();

        assertThat(subject).startsWith("Hello ").endsWith(" Bcc: eve@example.org");
        assertThat(subject.lines()).hasSize(1);
    }

    @Test
    void noTitleMakesASubjectOfTwoLines() {
        var alphabet = "ab <>\r\n\t\u0000\u0001\u000b\f\u001f\u007f\u2028\u2029é\uD83D\uDD14";
        for (var seed = 0; seed < 5000; seed++) {
            var random = new Random(seed);
            var title = new StringBuilder("x");
            for (var i = random.nextInt(20); i > 0; i--) {
                title.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(text(title.toString(), null, null).subject())
                    .as("seed %s", seed)
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]")
                    .startsWith("x");
        }
    }

    @Test
    void thePlainTextHasAllThatIsKnownAndWaysOut() {
        assertThat(EmailContent.of(Samples.allParts(Locale.UK), EmailLinks.stopping("https://b.example.org/u?token=x"))
                        .plain())
                .isEqualTo("""
                        Nightly ETL has failed

                        The run stopped after 14 minutes, in the step "load".

                        Last lines of its log:
                          connecting to warehouse…
                          timeout after 30 s

                        https://app.example.org/workflows/42/runs/9917?tab=log

                        About: Nightly ETL (workflow 42)
                        Status: failed
                        By: scheduler
                        When: 14 Nov 2023, 22:13 GMT
                        Priority: High
                        Category: Executions

                        --\s
                        Acme Analytics sent this e-mail to ada because e-mail is on for events of
                        the type execution.failed.
                        Unsubscribe from e-mails of this type:
                        https://b.example.org/u?token=x
                        """);
    }

    @Test
    void thePlainTextOfATitleAloneHasTitleAndFooter() {
        assertThat(text("Look", null, null).plain()).isEqualTo("""
                        Look

                        By: grace
                        When: Nov 14, 2023, 10:13 PM UTC
                        Priority: Medium
                        Category: Tasks

                        --\s
                        Example & Sons sent this e-mail to ada <3 because e-mail is on for events of
                        the type task_assigned.
                        ada <3 can choose which e-mails to receive in the preferences.
                        """);
    }

    @Test
    void whatCannotBeSwitchedOffSaysSo() {
        var text = EmailContent.of(Mails.delivery(1, "t", null, null), EmailLinks.MANDATORY);

        assertThat(text.plain()).contains("\nE-mails of this type are mandatory and cannot be turned off.\n");
        assertThat(text.html()).contains("E-mails of this type are mandatory").doesNotContain("<a ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en    | Europe/London    | Nov 14, 2023, 10:13 PM GMT | Priority: High
                    en-GB | Europe/Berlin    | 14 Nov 2023, 23:13 CET     | Priority: High
                    de    | Europe/Berlin    | 14.11.2023, 23:13 MEZ      | Priorität: hoch
                    de-AT | America/New_York | 14.11.2023, 17:13 EST      | Priorität: hoch
                    ja    | Asia/Tokyo       | Nov 15, 2023, 7:13 AM JST  | Priority: High
                    """)
    void theTimeIsOnTheReadersWallInTheLanguageOfTheWordsAroundIt(
            String locale, String zone, String time, String priority) {
        var text = EmailContent.of(
                new Mails()
                        .to("ada", Locale.forLanguageTag(locale), zone)
                        .item(1, Mails.content("mention", "tasks", "high", "t", null, null, null), null)
                        .build(),
                EmailLinks.NONE);

        assertThat(text.plain().replace('\u202f', ' ')).contains(": " + time + "\n", priority + "\n");
        assertThat(text.html().replace('\u202f', ' ')).contains(">" + time + "<", ">" + priority + "<");
    }

    @Test
    void everythingInTheHtmlIsEscaped() {
        var content = Mails.content(NASTY, NASTY, NASTY, NASTY, NASTY, "https://example.org/?a=1&b='x'", NASTY);
        var source = new SourceReport(NASTY, NASTY, false, NASTY, NASTY);
        var html = EmailContent.of(
                        new Mails()
                                .from(NASTY, null)
                                .to(NASTY, Locale.ENGLISH, "UTC")
                                .item(1, content, source)
                                .build(),
                        EmailLinks.stopping("https://example.org/?u=1&b='x'"))
                .html();

        assertThat(html).doesNotContain("<script", "</script", "<b onclick", "alert(\"", "&amp;'<", "b='x'");
        assertThat(count(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;&lt;b onclick=x&gt;"))
                .as(
                        "title element, preview, organization, priority, category, heading, message, source (3), status, actor,"
                                + " and organization, recipient and type in the footer")
                .isEqualTo(15);
        assertThat(html)
                .contains("<a href=\"https://example.org/?a=1&amp;b=&#39;x&#39;\"")
                .contains("href=\"https://example.org/?u=1&amp;b=&#39;x&#39;\"");
    }

    @Test
    void theHtmlHasTheSameTagsWhateverTheTexts() {
        var expected = tags(text("t", "m", null).html());
        var alphabet = "<>&\"'/= abc\n\u2028-!";
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var nasty = new StringBuilder("a");
            for (var i = 1 + random.nextInt(30); i > 0; i--) {
                nasty.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var html =
                    text(nasty.toString(), nasty.toString(), nasty.toString()).html();
            assertThat(tags(html)).as("seed %s: %s", seed, nasty).isEqualTo(expected);
        }
    }

    /** But for line breaks, which are those of the texts. */
    private static List<String> tags(String html) {
        return Pattern.compile("<(?!br>)[^>]*>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    en, A title, ltr, ltr
                    en, عنوان, ltr, rtl
                    ar, عنوان, rtl, rtl
                    ar, A title, rtl, ltr
                    he, 42!, rtl, rtl
                    en, 42!, ltr, ltr
                    """)
    void aTextHasItsOwnDirectionAndTheWholeThatOfTheReader(String locale, String title, String whole, String heading) {
        var html = EmailContent.of(
                        new Mails()
                                .to("ada", Locale.forLanguageTag(locale), "UTC")
                                .item(1, Mails.content("mention", "tasks", "low", title, null, null, null), null)
                                .build(),
                        EmailLinks.NONE)
                .html();

        assertThat(html).contains("<html lang=\"en\" dir=\"" + whole + "\">");
        assertThat(html).containsPattern("<h1 class=\"ink\" dir=\"" + heading + "\"");
    }

    @Test
    void aMessageKeepsItsLinesAndItsIndentation() {
        assertThat(text("t", "a\r\n\n  b\tc & d\n", null).html())
                .contains(">a<br>\n<br>\n&nbsp; b&nbsp; &nbsp; c &amp; d</p>");
    }

    @Test
    void nobodyCutsOffTheLongestOnes() {
        for (var filling : List.of("&", "\"", "日", "\uD83D\uDD14", "a b\n")) {
            var longest = EmailContent.of(
                    new Mails()
                            .item(
                                    1,
                                    Mails.content(
                                            "t".repeat(200),
                                            "c".repeat(200),
                                            "high",
                                            filling.repeat(1000).substring(0, 1000),
                                            filling.repeat(20_000).substring(0, 20_000),
                                            "https://example.org/" + "&".repeat(1980),
                                            filling.repeat(200).substring(0, 200)),
                                    null)
                            .build(),
                    Samples.LINK);

            assertThat(longest.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(102_000);
            assertThat(longest.html()).contains("&amp;&amp;&amp;");
        }
        assertThat(text("t", "&".repeat(20_000), null).html()).contains("&amp;… (shortened)</p>");
        assertThat(text("t", "a".repeat(20_000), null).html()).doesNotContain("(shortened)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/"})
    void aLinkOfTheWebIsShown(String link) {
        assertThat(text("t", null, link).plain()).contains("\n" + link + "\n");
        assertThat(text("t", null, link).html()).contains("<a href=\"" + link + "\" style=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "java\nscript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,hello",
                "vbscript:x",
                "file:///etc/passwd",
                "//example.org/x",
                "/tasks/7",
                "https://example.org/\"onclick=\"x",
                "https://example.org/a b",
                "https://example.org/\nBcc: eve@example.org",
                "",
                "::",
            })
    void aLinkThatCannotBeFollowedSafelyIsLeftOut(String link) {
        assertThat(text("t", "m", link).plain()).isEqualTo(text("t", "m", null).plain());
        assertThat(text("t", "m", link).html())
                .isEqualTo(text("t", "m", null).html())
                .doesNotContain("<a ");
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
