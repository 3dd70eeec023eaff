package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTextTest {

    private static final String NASTY = "</title><script>alert(\"1\")</script>&amp;'<b onclick=x>";

    private static EmailText text(String title, String message, String link) {
        return new EmailText(Mails.delivery(1, title, message, link));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.org",
                "Hello\nBcc: eve@example.org",
                "Hello\rBcc: eve@example.org",
                "Hello\u2028Bcc: eve@example.org",
                "Hello\u2029Bcc: eve@example.org",
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
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f\\u2028\\u2029]")
                    .startsWith("x");
        }
    }

    @Test
    void thePlainTextHasTitleMessageLinkAndFooter() {
        assertThat(text("Look at this", "It is\nbroken", "https://example.org/task/7?a=1&b=2")
                        .plain())
                .isEqualTo("""
                        Look at this

                        It is
                        broken

                        https://example.org/task/7?a=1&b=2

                        --\s
                        Sent by Example & Sons to ada <3 because of an event of the type task_assigned.
                        """);
    }

    @Test
    void thePlainTextOfATitleAloneHasTitleAndFooter() {
        assertThat(text("Look", null, null).plain()).isEqualTo("""
                        Look

                        --\s
                        Sent by Example & Sons to ada <3 because of an event of the type task_assigned.
                        """);
    }

    @Test
    void everythingInTheHtmlIsEscaped() {
        var html = new EmailText(Mails.delivery(1, NASTY, NASTY, NASTY, NASTY, NASTY, "https://example.org/?a=1&b='x'"))
                .html();

        assertThat(html).doesNotContain("<script", "</script", "<b onclick", "alert(\"", "&amp;'<", "b='x'");
        assertThat(count(html, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;&lt;b onclick=x&gt;"))
                .as("title element, heading, message, and organization, recipient and type in the footer")
                .isEqualTo(6);
        assertThat(html).contains("<a href=\"https://example.org/?a=1&amp;b=&#39;x&#39;\">Open</a>");
    }

    @Test
    void theHtmlHasTheSameTagsWhateverTheTexts() {
        var tags = Pattern.compile("<[^>]*>");
        var expected = tags.matcher(text("t", "m", null).html())
                .results()
                .map(r -> r.group())
                .toList();
        var alphabet = "<>&\"'/= abc\n\u2028-!";
        for (var seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var nasty = new StringBuilder();
            for (var i = 1 + random.nextInt(30); i > 0; i--) {
                nasty.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var html = text(nasty.toString(), nasty.reverse().toString(), nasty.toString())
                    .html();
            assertThat(tags.matcher(html).results().map(r -> r.group()).toList())
                    .as("seed %s: %s", seed, nasty)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/"})
    void aLinkOfTheWebIsShown(String link) {
        assertThat(text("t", null, link).plain()).contains("\n" + link + "\n");
        assertThat(text("t", null, link).html()).contains("<a href=\"" + link + "\">");
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
