package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

class EmailIT extends BelfryIT {

    @Test
    void anEventArrivesAsAnEmailInPlainTextAndHtml() throws Exception {
        var ada = unique("ada");
        var address = ada + "@example.org";
        admin().address(ada, address);
        var id = admin().event(event("task_assigned", "Grüße \uD83D\uDD14 <b>", ada)
                        .add("message", "Line one\nline <two> & more")
                        .add("link", "https://app.example.org/tasks/42?a=1&b=2"))
                .getInt("id");
        var mail = received(address);
        assertThat(mail.getSubject()).isEqualTo("Grüße \uD83D\uDD14 <b>");
        assertThat(mail.getFrom()[0]).hasToString("Belfry <belfry@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Message-ID")).hasSize(1);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Grüße \uD83D\uDD14 <b>")
                .contains("line <two> & more")
                .contains("https://app.example.org/tasks/42?a=1&b=2");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("line &lt;two&gt; &amp; more")
                .contains("href=\"https://app.example.org/tasks/42?a=1&amp;b=2\"");

        var delivery = Awaitility.await().until(() -> admin().emailDelivery(id), found -> found.getString("state")
                .equals("sent"));
        assertThat(delivery.getJsonArray("attempts")).hasSize(1);
        assertThat(delivery.getJsonArray("attempts").getJsonObject(0).getString("outcome"))
                .isEqualTo("sent");
    }

    @Test
    void aTitleCannotAddAHeader() throws Exception {
        var ada = unique("ada");
        var address = ada + "@example.org";
        admin().address(ada, address);
        admin().event(event("task_assigned", "Hello\r\nBcc: victim@example.org\r\n\r\nbody", ada));
        var mail = received(address);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Hello Bcc: victim@example.org body");
        assertThat(mailTo("victim@example.org")).isEmpty();
    }

    @Test
    void aTypeThatDoesNotTellByEmailSendsNone() {
        var ada = unique("ada");
        var address = ada + "@example.org";
        admin().address(ada, address);
        admin().event(event("mention", "in-app only", ada));
        admin().event(event("task_assigned", "by e-mail", ada));
        received(address);
        assertThat(mailTo(address)).hasSize(1);
        assertThat(admin().get("api/deliveries?recipient=" + ada).expect(200).getJsonArray("deliveries"))
                .hasSize(1);
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        for (var email : List.of("ada", "a@b@c", "a b@c", "Ada <ada@example.org>", "a@x,b@y", "a@x\\r\\nBcc: b@y")) {
            admin().put("api/recipients/" + unique("ada"), "{\"email\":\"" + email + "\"}")
                    .expect(400);
        }
    }

    private static MimeMessage received(String address) {
        return Awaitility.await("a mail to " + address)
                .atMost(Duration.ofSeconds(30))
                .until(() -> mailTo(address), found -> !found.isEmpty())
                .get(0);
    }

    private static List<MimeMessage> mailTo(String address) {
        return Arrays.stream(TestEnvironment.mail().getReceivedMessagesForDomain(address))
                .toList();
    }
}
