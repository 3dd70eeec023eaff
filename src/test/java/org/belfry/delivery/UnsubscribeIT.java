package org.belfry.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.belfry.testing.AtOnce;
import org.belfry.testing.Axe;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Chromium;
import org.belfry.testing.StreamClient;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnsubscribeIT extends BelfryIT {

    private BelfryClient boss;
    private String ada;
    private String address;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
        ada = unique("ada");
        address = ada + "@example.org";
        boss.address(ada, address);
    }

    /** The mail that comes as the how manieth, from 1. */
    private MimeMessage mail(int number) {
        return Awaitility.await("mail " + number + " to " + address)
                .atMost(Duration.ofSeconds(30))
                .until(this::mails, found -> found.size() >= number)
                .get(number - 1);
    }

    private List<MimeMessage> mails() {
        return Arrays.asList(TestEnvironment.mail().getReceivedMessagesForDomain(address));
    }

    /** The path of the link in the newest mail, as somebody else than a mail reader finds it. */
    private String link(int number) throws Exception {
        var header = mail(number).getHeader("List-Unsubscribe");
        assertThat(header).hasSize(1);
        assertThat(header[0])
                .startsWith("<https://belfry.example.org/api/unsubscribe?token=")
                .endsWith(">");
        assertThat(mail(number).getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        var url = URI.create(header[0].substring(1, header[0].length() - 1));
        return url.getRawPath().substring(1) + "?" + url.getRawQuery();
    }

    private BelfryClient nobody() {
        return boss.withKey(null);
    }

    private Answer post(String link, String type, String body) {
        var request = nobody().request(link).POST(BodyPublishers.ofString(body));
        return nobody().send(type == null ? request : request.header("Content-Type", type));
    }

    private Answer oneClick(String link) {
        return post(link, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
    }

    private static void expect(Answer answer, int status, String heading) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains("<h1>" + heading + "</h1>");
        var headers = answer.response().headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        assertThat(headers.firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("form-action 'self'");
        assertThat(headers.allValues("Set-Cookie")).isEmpty();
    }

    private JsonObject emailChoice(String type) {
        return boss
                .get("api/preferences?recipient=" + ada)
                .expect(200)
                .getJsonArray("types")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(one -> one.getString("type").equals(type))
                .findFirst()
                .orElseThrow()
                .getJsonObject("channels")
                .getJsonObject("email");
    }

    private JsonObject email(int eventId) {
        return boss
                .get("api/events/" + eventId)
                .expect(200)
                .getJsonArray("recipients")
                .getJsonObject(0)
                .getJsonArray("channels")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(channel -> channel.getString("channel").equals("email"))
                .findFirst()
                .orElseThrow();
    }

    /** The link in the text; following it is not enough, as mail scanners do that too. */
    @Test
    void aNotificationIsMarkedReadFromItsEMailAndWhoWatchesTheInboxSeesIt() throws Exception {
        boss.event(event("task_assigned", "Read <me>", ada));
        var link = readLink(1);
        try (var stream = StreamClient.open(boss, ada, null)) {
            stream.await("hello");
            expect(nobody().get(link), 200, "Mark this notification as read?");
            assertThat(nobody().get(link).text()).contains("Read &lt;me&gt;");
            assertThat(boss.inbox(ada).getInt("unreadCount")).isEqualTo(1);

            expect(post(link, "application/x-www-form-urlencoded", ""), 200, "Marked as read");

            var change = stream.await("notification");
            assertThat(change.getInt("unreadCount")).isZero();
            assertThat(change.getJsonObject("notification").isNull("read_at")).isFalse();
            expect(post(link, null, ""), 200, "Marked as read");
            expect(nobody().get(link), 200, "Marked as read");
            assertThat(boss.inbox(ada).getInt("modseq")).isEqualTo(2);
        }
        boss.delete("api/notifications", "{\"recipient\":\"" + ada + "\",\"olderThan\":9999999999}")
                .expect(200);
        expect(nobody().get(link), 200, "Notification removed");
        expect(post(link, null, ""), 200, "Notification removed");
        expect(nobody().get(link.replaceFirst("token=..", "token=xx")), 400, "This link is not valid");
        expect(post("api/read?token=x", null, ""), 400, "This link is not valid");
        expect(post("api/read", null, ""), 400, "This link is not valid");
    }

    private String readLink(int number) throws Exception {
        var parts = (MimeMultipart) mail(number).getContent();
        var found = Pattern.compile("https://belfry\\.example\\.org/(api/read\\?token=\\S+)")
                .matcher((String) parts.getBodyPart(0).getContent());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void oneClickStopsTheEMailsOfThatTypeAndAnotherOneBringsThemBack() throws Exception {
        boss.event(event("task_assigned", "one", ada));
        var link = link(1);

        expect(nobody().get(link), 200, "Unsubscribe from these e-mails?");
        assertThat(emailChoice("task_assigned").isNull("chosen")).isTrue();

        expect(oneClick(link), 200, "Unsubscribed");
        assertThat(emailChoice("task_assigned").getBoolean("chosen")).isFalse();
        expect(oneClick(link), 200, "Unsubscribed");
        expect(nobody().get(link), 200, "Unsubscribed");
        var muted = boss.event(event("task_assigned", "two", ada));
        assertThat(muted.getJsonArray("outcomes").getJsonObject(0).getJsonArray("channels"))
                .hasToString("[\"in_app\"]");
        var why = email(muted.getInt("id"));
        assertThat(why.getString("reason")).isEqualTo("chosen_off");
        assertThat(why.getString("explanation"))
                .isEqualTo("E-mail: not sent. " + ada + " turned it off for task_assigned.");

        boss.event(event("execution.failed", "three", ada));
        assertThat(mail(2).getSubject()).isEqualTo("three");

        expect(post(link, "application/x-www-form-urlencoded", "undo=true"), 200, "Subscribed again");
        assertThat(emailChoice("task_assigned").isNull("chosen")).isTrue();
        boss.event(event("task_assigned", "four", ada));
        assertThat(mail(3).getSubject()).isEqualTo("four");
        assertThat(link(3)).as("the link of each e-mail of the type").isEqualTo(link);
        assertThat(mails()).hasSize(3);
    }

    @Test
    void mailProvidersMayPostInWhicheverFormAndWithWhateverCredentials() throws Exception {
        boss.event(event("task_assigned", "one", ada));
        var link = link(1);
        var part = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        var posts = List.<List<String>>of(
                List.of("multipart/form-data; boundary=x", part),
                List.of("application/x-www-form-urlencoded; charset=utf-8", "List-Unsubscribe=One-Click"),
                List.of("text/plain", "List-Unsubscribe=One-Click"),
                List.of("application/x-www-form-urlencoded", ""));
        for (var body : posts) {
            expect(post(link, body.get(0), body.get(1)), 200, "Unsubscribed");
            expect(post(link, "application/x-www-form-urlencoded", "undo=true"), 200, "Subscribed again");
        }
        expect(post(link, null, ""), 200, "Unsubscribed");
        var withCookie = nobody().request(link)
                .header("Cookie", admin().signIn().cookie())
                .header("Authorization", "Bearer nonsense")
                .header("Idempotency-Key", "\"one\"")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("undo=true"));
        expect(nobody().send(withCookie), 200, "Subscribed again");
        AtOnce.run(8, number -> oneClick(link)).forEach(answer -> expect(answer, 200, "Unsubscribed"));
        assertThat(emailChoice("task_assigned").getBoolean("chosen")).isFalse();
    }

    @Test
    void aLinkThatWasChangedIsNone() throws Exception {
        boss.event(event("task_assigned", "one", ada));
        var link = link(1);
        var last = link.charAt(link.length() - 1) == 'A' ? 'B' : 'A';
        for (var wrong : List.of(
                link.substring(0, link.length() - 1) + last,
                link.substring(0, link.length() - 4),
                link.replaceFirst("=.*", "="),
                link.replaceFirst("\\?.*", ""))) {
            expect(nobody().get(wrong), 400, "This link is not valid");
            expect(oneClick(wrong), 400, "This link is not valid");
        }
        var german = nobody().request(link + "x")
                .header("Accept-Language", "de-CH, en;q=0.5")
                .GET();
        expect(nobody().send(german), 400, "Dieser Link ist nicht gültig");
        assertThat(emailChoice("task_assigned").isNull("chosen")).isTrue();
    }

    @Test
    void aMandatoryTypeHasNoLinkAndOneThatBecameMandatoryCannotBeStopped() throws Exception {
        // Of the mandatory types that ship, only Belfry posts: the account's creation is told by one.
        boss.post("api/accounts", "{\"account\":\"" + ada + "\",\"password\":\"fiddle-glacier-42-lantern\"}")
                .expect(201);
        assertThat(mail(1).getHeader("List-Unsubscribe")).isNull();
        assertThat(mail(1).getHeader("List-Unsubscribe-Post")).isNull();
        var type = unique("own");
        var described = Json.createObjectBuilder()
                .add("category", "tasks")
                .add("title", "t")
                .add("message", "m")
                .add(
                        "channels",
                        Json.createObjectBuilder()
                                .add("in_app", true)
                                .add("email", true)
                                .add("webhook", false));
        var optional = described.build();
        boss.post(
                        "api/types",
                        Json.createObjectBuilder(optional)
                                .add("code", type)
                                .build()
                                .toString())
                .expect(201);
        boss.event(event(type, "two", ada));
        var link = link(2);

        boss.put(
                        "api/types/" + type,
                        Json.createObjectBuilder(optional)
                                .add("mandatory", true)
                                .build()
                                .toString())
                .expect(200);
        expect(nobody().get(link), 200, "You cannot unsubscribe from these e-mails");
        expect(oneClick(link), 409, "You cannot unsubscribe from these e-mails");
        boss.delete("api/types/" + type, null).expect(204);
        expect(oneClick(link), 200, "No e-mails are sent");
        boss.delete("api/recipients/" + ada, null).expect(204);
        expect(nobody().get(link), 200, "No e-mails are sent");
        expect(oneClick(link), 200, "No e-mails are sent");
    }

    /** A link is of one recipient, not of a name. */
    @Test
    void theLinksOfSomebodyErasedDoNothingToTheNextOfThatName() throws Exception {
        boss.event(event("task_assigned", "for the first", ada));
        var stop = link(1);
        var read = readLink(1);
        boss.delete("api/recipients/" + ada, null).expect(204);
        boss.event(event("task_assigned", "for the second", ada));

        assertThat(oneClick(stop).status()).isEqualTo(200);
        post(read, null, "");

        assertThat(emailChoice("task_assigned").isNull("chosen")).isTrue();
        assertThat(boss.inbox(ada).getInt("unreadCount")).isEqualTo(1);
        assertThat(post(stop, "application/x-www-form-urlencoded", "undo=true").text())
                .doesNotContain(ada);
    }

    @Test
    void aDigestIsChosenInThePreferencesAndWaitsForItsTime() {
        var zone = ZoneId.of("Asia/Kathmandu");
        // In the middle of a minute of the day that is some hours away from now, so that no test comes near it.
        var at = LocalTime.ofInstant(Instant.now().plus(Duration.ofHours(5)), zone)
                .withSecond(0)
                .withNano(0);
        var preferences = "api/preferences?recipient=" + ada;
        assertThat(boss.get(preferences).expect(200).isNull("digest")).isTrue();

        var chosen = boss.put(
                        preferences,
                        "{\"time_zone\":\"Asia/Kathmandu\",\"digest\":{\"every\":\"day\",\"at\":\"%s\"}}".formatted(at))
                .expect(200);
        assertThat(chosen.getJsonObject("digest")).hasToString("{\"every\":\"day\",\"at\":\"" + at + "\"}");
        var id = boss.event(event("task_assigned", "later", ada)).getInt("id");

        var email = email(id);
        var due =
                email.getJsonObject("delivery").getJsonNumber("next_attempt_at").longValue();
        assertThat(Instant.ofEpochSecond(due).atZone(zone).toLocalTime()).isEqualTo(at);
        assertThat(email.getJsonObject("grounds").getJsonNumber("digest_at").longValue())
                .isEqualTo(due);
        assertThat(email.getString("explanation")).contains(" It waits for the daily digest of " + ada + " until ");
        assertThat(email.getJsonObject("delivery").getString("state")).isEqualTo("pending");
        boss.event(event("task_assigned", "now", ada).add("priority", "critical"));
        mail(1);

        assertThat(boss.put(preferences, "{}").expect(200).getJsonObject("digest"))
                .isEqualTo(chosen.get("digest"));
        var hourly = boss.put(preferences, "{\"digest\":{\"every\":\"hour\"}}").expect(200);
        assertThat(hourly.getJsonObject("digest")).hasToString("{\"every\":\"hour\",\"at\":null}");
        for (var wrong : List.of(
                "{\"digest\":{}}|digest.every",
                "{\"digest\":{\"every\":\"week\"}}|digest.every",
                "{\"digest\":{\"every\":\"day\"}}|digest.at",
                "{\"digest\":{\"every\":\"day\",\"at\":\"8:00\"}}|digest.at",
                "{\"digest\":{\"every\":\"hour\",\"at\":\"08:00\"}}|digest.at",
                "{\"digest\":\"none\"}|digest")) {
            var parts = wrong.split("\\|");
            var refused = boss.put(preferences, parts[0]).expect(400).getJsonArray("violations");
            assertThat(refused.getJsonObject(0).getString("field")).isEqualTo(parts[1]);
        }
        assertThat(boss.get(preferences).expect(200).get("digest")).isEqualTo(hourly.get("digest"));
        var none = boss.put(preferences, "{\"digest\":null}").expect(200);
        assertThat(none.isNull("digest")).isTrue();
        assertThat(mails()).hasSize(1);
    }

    @Test
    @Tag("derby-only")
    void aPersonStopsThemWithAButtonThatWorksWithoutAScript() throws Exception {
        boss.event(event("task_assigned", "one", ada));
        var link = link(1);
        try (var chromium = Chromium.launch()) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                var page = chromium.person(url, scheme, scheme == ColorScheme.LIGHT ? 700 : 320, 640)
                        .newPage();
                page.navigate(link);
                assertThat(Axe.violations(page)).isEmpty();
                Chromium.picture(page, "unsubscribe-ask-" + scheme);
                page.locator("button").click();
                page.waitForSelector("h1:has-text('Unsubscribed')");
                assertThat(emailChoice("task_assigned").getBoolean("chosen")).isFalse();
                assertThat(Axe.violations(page)).isEmpty();
                Chromium.picture(page, "unsubscribe-done-" + scheme);
                page.locator("button").click();
                page.waitForSelector("h1:has-text('Subscribed again')");
                page.navigate(link + "x");
                assertThat(Axe.violations(page)).isEmpty();
                Chromium.picture(page, "unsubscribe-invalid-" + scheme);
            }
            assertThat(chromium.mishaps()).isEmpty();
        }
    }
}
