package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.belfry.audience.EmailChoices.EmailChoice;
import org.belfry.audience.EmailChoices.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsubscribePageTest {

    private static final UnsubscribeToken CLAIM = new UnsubscribeToken(1, 2, "<b>type</b>");

    private static EmailChoice standing(State state, Locale locale) {
        return new EmailChoice(state, "Acme & \"Sons\"", "<ada>", locale);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # state   | asked: heading                  | status | button           | changed: heading                | status | button
                    ON        | Unsubscribe from these e-mails?           | 200 | List-Unsubscribe | Subscribed again                          | 200 | List-Unsubscribe
                    OFF       | Unsubscribed                              | 200 | undo             | Unsubscribed                              | 200 | undo
                    BARRED    | Unsubscribed                              | 200 | -                | Unsubscribed                              | 200 | -
                    MANDATORY | You cannot unsubscribe from these e-mails | 200 | -                | You cannot unsubscribe from these e-mails | 409 | -
                    REMOVED   | No e-mails are sent                       | 200 | -                | No e-mails are sent                       | 200 | -
                    """)
    void thePageSaysHowItStandsAndWhatCanBeDone(
            State state,
            String asked,
            int askedStatus,
            String askedButton,
            String changed,
            int changedStatus,
            String changedButton) {
        var choice = standing(state, Locale.ENGLISH);
        check(UnsubscribePage.asking(choice, CLAIM, "TOKEN"), asked, askedStatus, askedButton);
        check(UnsubscribePage.changed(choice, CLAIM, "TOKEN"), changed, changedStatus, changedButton);
    }

    private static void check(UnsubscribePage page, String heading, int status, String button) {
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.html())
                .contains(
                        "<h1>" + heading + "</h1>",
                        "<html lang=\"en\"",
                        "&lt;b&gt;type&lt;/b&gt;",
                        "Acme &amp; &quot;Sons&quot;")
                .doesNotContain("<script", "<b>", "<ada>", " style=", "null", "{0}");
        assertThat(page.html().split("<form").length - 1).isEqualTo(button == null ? 0 : 1);
        if (button != null) {
            assertThat(page.html())
                    .contains("<form method=\"post\" action=\"unsubscribe?token=TOKEN\">", "name=\"" + button + "\"");
        }
    }

    @Test
    void whoeverIsGoneIsNotNamed() {
        var gone = new EmailChoice(State.GONE, null, null, Locale.ENGLISH);

        assertThat(UnsubscribePage.asking(gone, CLAIM, "TOKEN").html())
                .contains("no longer exists")
                .doesNotContain("null", "<form");
    }

    @Test
    void thePageIsInTheLanguageOfTheRecipient() {
        assertThat(UnsubscribePage.asking(standing(State.ON, Locale.GERMANY), CLAIM, "TOKEN")
                        .html())
                .contains("<html lang=\"de\"", "<h1>Diese E-Mails abbestellen?</h1>", ">Abbestellen<");
        assertThat(UnsubscribePage.invalid(Locale.GERMANY).html()).contains("<h1>Dieser Link ist nicht gültig</h1>");
    }

    @Test
    void aLinkThatIsNoneIsABadRequest() {
        assertThat(UnsubscribePage.invalid(Locale.ENGLISH).status()).isEqualTo(400);
        assertThat(UnsubscribePage.invalid(Locale.ENGLISH).html())
                .contains("<h1>This link is not valid</h1>")
                .doesNotContain("<form");
    }
}
