package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An admin sets defaults, people choose within them, and anyone can ask why. */
@Tag("both-databases")
class WhyIT extends BelfryIT {

    private BelfryClient org;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        org = organization();
    }

    private void channels(String type, boolean inApp, boolean email, String notAllowed) {
        org.put(
                        "api/types/" + type + "/channels",
                        "{\"in_app\":" + inApp + ",\"email\":" + email + ",\"webhook\":false,\"not_allowed\":["
                                + notAllowed + "]}")
                .expect(200);
    }

    private void choose(String recipient, String preferences) {
        org.put("api/preferences?recipient=" + recipient, preferences).expect(200);
    }

    private JsonObject told(JsonObject receipt, String recipient) {
        return org.get("api/events/" + receipt.getInt("id") + "?recipient=" + recipient)
                .expect(200)
                .getJsonArray("recipients")
                .getJsonObject(0);
    }

    private static JsonObject channel(JsonObject told, String channel) {
        return told.getJsonArray("channels").getValuesAs(JsonObject.class).stream()
                .filter(one -> one.getString("channel").equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private static String decided(JsonObject told, String channel) {
        var one = channel(told, channel);
        return one.getString("decision") + " " + one.getString("reason");
    }

    @Test
    void conflictingWishesAreSettledInTheirOrderAndSaidInSentences() {
        for (var name : List.of("ada", "bob", "eve")) {
            org.address(name, name + "@example.org");
        }
        channels("mention", true, true, "");
        channels("task_completed", true, false, "\"email\"");
        org.put("api/preferences?recipient=eve", "{\"types\":{\"task_completed\":{\"email\":true}}}")
                .expect(400);
        choose("bob", "{\"types\":{\"mention\":{\"email\":false},\"execution.completed\":{\"email\":true}}}");
        choose("eve", "{\"types\":{\"mention\":{\"in_app\":false},\"resource_limit\":{\"in_app\":false}}}");

        var mention = org.event(event("mention", "Look", "ada", "bob", "eve"));
        assertThat(decided(told(mention, "ada"), "email")).isEqualTo("told organization_on");
        assertThat(decided(told(mention, "bob"), "email")).isEqualTo("not_told chosen_off");
        assertThat(decided(told(mention, "eve"), "in_app")).isEqualTo("not_told chosen_off");
        assertThat(channel(told(mention, "ada"), "email").getString("explanation"))
                .startsWith("E-mail: queued. The organization's admins turned it on for mention. It ");
        assertThat(channel(told(mention, "bob"), "email").getString("explanation"))
                .isEqualTo("E-mail: not sent. bob turned it off for mention.");
        assertThat(channel(told(mention, "bob"), "email").getJsonObject("grounds"))
                .hasToString(
                        "{\"type\":\"shipped\",\"default\":\"on\",\"default_by\":\"organization\",\"mandatory\":false,"
                                + "\"chosen\":false,\"quiet_until\":null,\"digest_at\":null,\"waits\":false}");
        assertThat(told(mention, "ada").getString("explanation"))
                .isEqualTo("ada was notified in the inbox and by e-mail.");
        assertThat(told(mention, "bob").getString("explanation")).isEqualTo("bob was notified in the inbox.");
        assertThat(told(mention, "eve").getString("explanation")).isEqualTo("eve was notified by e-mail.");

        // Told by e-mail alone: nothing in the inbox, and the e-mail goes out all the same.
        assertThat(told(mention, "eve").isNull("notification_id")).isTrue();
        assertThat(org.inbox("eve").getInt("total")).isZero();
        assertThat(org.inbox("eve").getInt("modseq")).isZero();
        Awaitility.await().until(() -> channel(told(mention, "eve"), "email")
                .getJsonObject("delivery")
                .getString("state")
                .equals("sent"));

        var completed = org.event(event("task_completed", "Done", "ada"));
        assertThat(decided(told(completed, "ada"), "email")).isEqualTo("not_told not_allowed");
        var execution = org.event(event("execution.completed", "Done", "ada", "bob"));
        assertThat(decided(told(execution, "ada"), "email")).isEqualTo("not_told not_default");
        assertThat(decided(told(execution, "bob"), "email")).isEqualTo("told chosen_on");

        // The admin takes back what was set, and forbids what a person chose.
        org.delete("api/types/mention/channels", null).expect(200);
        channels("execution.completed", true, false, "\"email\"");
        assertThat(decided(told(org.event(event("mention", "Look", "ada")), "ada"), "email"))
                .isEqualTo("not_told not_default");
        assertThat(decided(told(org.event(event("execution.completed", "Done", "bob")), "bob"), "email"))
                .isEqualTo("not_told not_allowed");

        var withheld = org.event(event("resource_limit", "Full", "eve"));
        var outcome = withheld.getJsonArray("outcomes").getJsonObject(0);
        assertThat(outcome.getString("outcome")).isEqualTo("withheld");
        assertThat(outcome.getString("reason")).isEqualTo("chosen_off");
        assertThat(told(withheld, "eve").getString("explanation")).isEqualTo("eve was not notified on any channel.");
    }

    @Test
    void whatIsMandatoryReachesWhoeverSwitchedItOffBefore() {
        org.address("ada", "ada@example.org");
        org.post(
                        "api/types",
                        "{\"code\":\"drill\",\"category\":\"safety\",\"title\":\"Fire drill\",\"message\":\"At noon\","
                                + "\"channels\":{\"in_app\":true,\"email\":true,\"webhook\":false}}")
                .expect(201);
        choose("ada", "{\"types\":{\"drill\":{\"in_app\":false,\"email\":false}}}");
        org.put(
                        "api/types/drill",
                        "{\"category\":\"safety\",\"title\":\"Fire drill\",\"message\":\"At noon\",\"mandatory\":true,"
                                + "\"channels\":{\"in_app\":true,\"email\":true,\"webhook\":false}}")
                .expect(200);

        var receipt = org.post("api/events", "{\"type\":\"drill\",\"recipients\":[\"ada\"]}")
                .expect(201);
        assertThat(decided(told(receipt, "ada"), "email")).isEqualTo("told mandatory");
        assertThat(channel(told(receipt, "ada"), "in_app").getString("explanation"))
                .isEqualTo(
                        "In the inbox: delivered. drill is mandatory and cannot be turned off. ada had turned it off.");
        var shown = org.inbox("ada").getJsonArray("notifications").getJsonObject(0);
        assertThat(shown.getString("title")).isEqualTo("Fire drill");
        assertThat(shown.getString("message")).isEqualTo("At noon");
    }

    @Test
    void inQuietHoursEMailWaitsAndOnlyWhatIsCriticalDoesNot() {
        org.address("ada", unique("ada") + "@example.org");
        // All of the day but one minute, which is not now.
        var now = Instant.now(Clock.systemUTC()).atZone(ZoneId.of("Asia/Kathmandu"));
        var minute = DateTimeFormatter.ofPattern("HH:mm");
        choose(
                "ada",
                "{\"time_zone\":\"Asia/Kathmandu\",\"quiet_hours\":{\"start\":\""
                        + now.minusMinutes(30).format(minute) + "\",\"end\":\""
                        + now.minusMinutes(31).format(minute) + "\"}}");

        var later = org.event(event("task_assigned", "Later", "ada"));
        var waiting = channel(told(later, "ada"), "email");
        var delivery = waiting.getJsonObject("delivery");
        assertThat(waiting.getString("decision")).isEqualTo("told");
        assertThat(waiting.getString("explanation")).contains("quiet hours of ada and waits until");
        assertThat(delivery.getString("state")).isEqualTo("pending");
        assertThat(delivery.getInt("next_attempt_at"))
                .isEqualTo(waiting.getJsonObject("grounds").getInt("quiet_until"))
                .isGreaterThan(delivery.getInt("created_at"));
        assertThat(Instant.ofEpochSecond(delivery.getInt("next_attempt_at"))
                        .atZone(ZoneId.of("Asia/Kathmandu"))
                        .format(minute))
                .isEqualTo(now.minusMinutes(31).format(minute));
        // In the inbox it is at once.
        assertThat(org.inbox("ada").getInt("unreadCount")).isEqualTo(1);

        var critical = org.event(event("task_assigned", "Now", "ada").add("priority", "critical"));
        assertThat(channel(told(critical, "ada"), "email").getString("explanation"))
                .contains("does not wait");
        Awaitility.await().until(() -> channel(told(critical, "ada"), "email")
                .getJsonObject("delivery")
                .getString("state")
                .equals("sent"));
        assertThat(channel(told(later, "ada"), "email")
                        .getJsonObject("delivery")
                        .getString("state"))
                .isEqualTo("pending");
    }

    @Test
    void whoWasNotMeantIsToldWhyTooAndAStrangerNothing() {
        org.put("api/recipients/bob", "{\"enabled\":false}").expect(200);
        var receipt = org.event(event("mention", "Look", "ada", "bob"));

        assertThat(told(receipt, "bob").getString("outcome")).isEqualTo("refused");
        assertThat(told(receipt, "bob").getString("explanation"))
                .isEqualTo("bob was not notified: this recipient is disabled.");
        assertThat(told(receipt, "eve").getString("outcome")).isEqualTo("not_addressed");
        assertThat(told(receipt, "eve").getString("explanation")).startsWith("The event was not addressed to eve, ");
        var bound = org.withNewKey(Json.createObjectBuilder()
                .add("name", "b")
                .add("role", "operator")
                .add("recipient", "ada"));
        var own = bound.get("api/events/" + receipt.getInt("id")).expect(200).getJsonArray("recipients");
        assertThat(own).hasSize(1);
        assertThat(own.getJsonObject(0).getString("recipient")).isEqualTo("ada");
        bound.get("api/events/" + receipt.getInt("id") + "?recipient=bob").expect(404);
        org.withNewKey(Json.createObjectBuilder()
                        .add("name", "e")
                        .add("role", "operator")
                        .add("recipient", "eve"))
                .get("api/events/" + receipt.getInt("id"))
                .expect(404);
        org.get("api/events/" + receipt.getInt("id") + "?cursor=x").expect(400);
    }

    @Test
    void whatBecameOfManyIsReadInPages() {
        var names = new ArrayList<String>();
        for (var i = 0; i < 30; i++) {
            names.add("r" + i);
        }
        org.put("api/recipients/r7", "{\"enabled\":false}").expect(200);
        var id = org.event(event("mention", "Look", names.toArray(String[]::new)))
                .getInt("id");
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = org.get("api/events/" + id + "?limit=8" + cursor).expect(200);
            page.getJsonArray("recipients")
                    .getValuesAs(JsonObject.class)
                    .forEach(one -> seen.add(one.getString("recipient")));
            cursor = page.isNull("next") ? null : "&cursor=" + page.getString("next");
        } while (cursor != null);
        names.remove("r7");
        names.add("r7");
        assertThat(seen).isEqualTo(names);
    }

    @Test
    void everybodyReadsItInTheirLanguageAndTimeZone() throws Exception {
        var address = unique("emil") + "@example.org";
        org.put(
                        "api/recipients/emil",
                        "{\"locale\":\"de-AT\",\"time_zone\":\"Europe/Vienna\",\"email\":\"" + address + "\"}")
                .expect(200);
        org.put("api/recipients/erika", "{\"locale\":\"de\",\"time_zone\":\"Europe/Vienna\"}")
                .expect(200);
        org.put("api/recipients/yuki", "{\"locale\":\"ja\",\"time_zone\":\"Asia/Tokyo\"}")
                .expect(200);
        var id = org.post(
                        "api/events",
                        "{\"type\":\"invitation.received\",\"recipients\":[\"ada\",\"emil\",\"erika\",\"yuki\"],"
                                + "\"data\":{\"expires_at\":1700000000,\"role\":\"reviewer\"}}")
                .expect(201)
                .getInt("id");

        var ada = text("ada");
        var emil = text("emil");
        var yuki = text("yuki");
        assertThat(ada).contains("10:13 PM UTC").contains("reviewer");
        assertThat(yuki).contains("7:13").doesNotContain("10:13");
        assertThat(emil).contains("23:13").isEqualTo(text("erika"));
        assertThat(List.of(ada, emil, yuki)).doesNotHaveDuplicates();
        assertThat(emil).contains("Einladung");
        // The event itself speaks as the organization does.
        assertThat(org.get("api/events/" + id).expect(200).getString("message")).isEqualTo(ada.split("\n", 2)[1]);
        Awaitility.await().until(() -> Arrays.stream(TestEnvironment.mail().getReceivedMessages())
                .anyMatch(mail -> recipient(mail).equals(address)));
        var mail = Arrays.stream(TestEnvironment.mail().getReceivedMessages())
                .filter(one -> recipient(one).equals(address))
                .findFirst()
                .orElseThrow();
        assertThat(mail.getSubject()).isEqualTo(emil.split("\n")[0]);
        // What an event says itself is nobody's to translate.
        org.event(event("invitation.received", "Own title", "emil").add("message", "Own message"));
        assertThat(text("emil")).isEqualTo("Own title\nOwn message");
    }

    /** Title and message of the newest one, in the list and by itself. */
    private String text(String recipient) {
        var listed = org.inbox(recipient).getJsonArray("notifications").getJsonObject(0);
        var single = org.get("api/notifications/" + listed.getInt("id")).expect(200);
        assertThat(single).isEqualTo(listed);
        return listed.getString("title") + "\n" + listed.getString("message");
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
