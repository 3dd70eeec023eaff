package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.belfry.delivery.LeasedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestEmailTest {

    private static EmailContent text(LeasedMessage delivery) {
        return EmailContent.of(delivery, EmailLinks.NONE);
    }

    @Test
    void thoseOfACategoryStandTogetherInTheOrderInWhichTheyCame() {
        assertThat(text(Samples.digest(5, Locale.UK)).plain()).isEqualTo("""
                5 notifications from Acme Analytics
                Times in Central European Time

                Executions
                ----------

                * Nightly ETL has failed
                  The run stopped after 14 minutes, in the step "load".
                  https://app.example.org/workflows/42/runs/9917
                  14 Nov 2023, 23:13 · Priority: High

                * Nightly ETL has failed
                  The run stopped after 14 minutes, in the step "load".
                  https://app.example.org/workflows/42/runs/9917
                  14 Nov 2023, 23:16 · Priority: High

                Tasks
                -----

                * Grace mentioned you
                  In "Analyze Q4 metrics": could you have a look at the second chart? I
                  think that the axis is wrong, and the numbers of October are missing.
                  https://app.example.org/tasks/42
                  14 Nov 2023, 23:14

                * Grace mentioned you
                  In "Analyze Q4 metrics": could you have a look at the second chart? I
                  think that the axis is wrong, and the numbers of October are missing.
                  https://app.example.org/tasks/42
                  14 Nov 2023, 23:17

                Agents
                ------

                * DataAnalyst is offline
                  14 Nov 2023, 23:15 · Priority: Low

                --\s
                Acme Analytics sent this e-mail to ada, who receives e-mails as a digest.
                You can change the digest frequency or turn the digest off in the
                preferences.
                """);
    }

    @Test
    void theSubjectSaysHowManyAndFromWhom() {
        assertThat(text(Samples.digest(12, Locale.UK)).subject()).isEqualTo("12 notifications from Acme Analytics");
        assertThat(text(Samples.digest(2, Locale.GERMANY)).subject())
                .isEqualTo("2 Benachrichtigungen von Acme Analytics");
    }

    @Test
    void whereWeCanBeReachedItsLastLineLeadsToThePreferences() {
        var text = EmailContent.of(
                Samples.digest(2, Locale.UK), EmailLinks.preferring("https://b.example.org/preferences"));
        assertThat(text.plain())
                .endsWith("turn the digest off in the\npreferences.\nhttps://b.example.org/preferences\n");
        assertThat(text.html()).contains("<a class=\"quiet\" href=\"https://b.example.org/preferences\"");
    }

    @Test
    void aDigestOfOneIsAnOrdinaryEMail() {
        assertThat(text(Samples.digest(1, Locale.UK)).subject()).isEqualTo("Nightly ETL has failed");
        assertThat(text(Samples.digest(1, Locale.UK)).plain()).doesNotContain("digest");
    }

    @Test
    void aLongMessageIsShortenedAndOnlyLinksOfTheWebAreLinks() {
        var text = text(new Mails()
                .item(1, Mails.content("t", "tasks", "low", "One", "a\n" + "b".repeat(500), "javascript:x", null), null)
                .item(2, Mails.content("t", "tasks", "low", "Two", null, "https://example.org/?a=1&b=2", null), null)
                .build());

        assertThat(text.plain()).contains("  a\n  " + "b".repeat(297) + "…\n").doesNotContain("javascript");
        assertThat(text.html())
                .contains(
                        "<br>a " + "b".repeat(297) + "…<br>",
                        "<a class=\"link\" href=\"https://example.org/?a=1&amp;b=2\"")
                .doesNotContain("javascript");
    }

    /** Gmail cuts off whatever has more than 102 kB. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "&", "\"", "日", "\uD83D\uDD14"})
    void everyOneOfTwoHundredIsNamedHoweverMuchThereIsToSay(String filling) {
        var mails = new Mails();
        for (var i = 0; i < 200; i++) {
            var text = "no " + i + ". " + filling.repeat(900 / filling.length());
            mails.item(
                    i + 1,
                    Mails.content(
                            "t",
                            "category " + i % 7,
                            "high",
                            text,
                            text,
                            "https://example.org/" + "&".repeat(1500),
                            null),
                    null);
        }
        var text = text(mails.build());
        var html = text.html();
        var plain = text.plain();

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(102_000);
        for (var i = 0; i < 200; i++) {
            assertThat(html).contains(">no " + i + ".");
            assertThat(plain).contains("* no " + i + ".");
        }
        assertThat(plain.split("https://example.org/&")).hasSize(201);
    }

    @Test
    void twoHundredOrdinaryOnesAreWholeWithTheirLinks() {
        var html = text(Samples.digest(200, Locale.UK)).html();

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(102_000);
        assertThat(html.split("<a class=\"link\"")).hasSize(135);
        assertThat(List.of("Executions", "Tasks", "Agents"))
                .allSatisfy(group -> assertThat(html).containsOnlyOnce(">" + group + "</h2>"));
    }
}
