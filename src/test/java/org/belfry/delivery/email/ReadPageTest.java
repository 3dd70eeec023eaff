package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.belfry.delivery.email.ReadByLink.LinkedNotification;
import org.belfry.delivery.email.ReadByLink.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    UNREAD | en | Mark this notification as read?                | Mark as read
                    READ   | en | Marked as read                                 | -
                    GONE   | en | Notification removed                           | -
                    UNREAD | de | Diese Benachrichtigung als gelesen markieren?  | Als gelesen markieren
                    READ   | de | Als gelesen markiert                           | -
                    """)
    void thePageSaysHowItStandsAndWhatCanBeDone(State state, String language, String heading, String button) {
        var title = state == State.GONE ? null : "<b>Build</b> & \"tests\"";
        var page = ReadPage.of(new LinkedNotification(state, title, Locale.forLanguageTag(language)), "TOKEN");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("<h1>" + heading + "</h1>", "<html lang=\"" + language + "\"")
                .doesNotContain("<script", "<b>", " style=", "null", "{0}");
        if (title != null) {
            assertThat(page.html()).contains("&lt;b&gt;Build&lt;/b&gt; &amp; &quot;tests&quot;");
        }
        if (button == null) {
            assertThat(page.html()).doesNotContain("<form");
        } else {
            assertThat(page.html())
                    .contains("<form method=\"post\" action=\"read?token=TOKEN\">", ">" + button + "</button>");
        }
    }

    @ParameterizedTest
    @CsvSource({"en, This link is not valid", "de, Dieser Link ist nicht gültig", "fr, This link is not valid"})
    void aLinkThatIsNoneIsRefusedInTheBrowsersLanguage(String language, String heading) {
        var page = ReadPage.invalid(Locale.forLanguageTag(language));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.html()).contains("<h1>" + heading + "</h1>").doesNotContain("<form");
    }
}
