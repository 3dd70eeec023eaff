package org.belfry.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailSettingsTest {

    @Test
    void aSenderMayHaveAccents() throws Exception {
        var out = new ByteArrayOutputStream();
        new OutboxMessage(
                        Session.getInstance(new Properties()),
                        Mails.delivery(1, "t", "m", null),
                        MailConfiguration.address("Gl\u00F6ckner \uD83D\uDD14 <belfry@example.org>"),
                        Unsubscribing.UNKNOWN,
                        () -> true)
                .writeTo(out);
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).containsPattern("From: =\\?UTF-8\\?");
    }

    @Test
    void aSenderThatIsNoAddressStopsTheStartWithASentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> MailConfiguration.address("nobody at all <"))
                .withMessageContaining("BELFRY_MAIL_FROM");
    }
}
