package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-databases")
class PreferencesIT extends BelfryIT {

    private static final String PATH = "api/preferences";

    private BelfryClient boss;
    private String ada;

    /** One that takes types of its catalogue only. */
    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization(false);
        ada = unique("ada");
    }

    private BelfryClient organization(boolean adHocTypes) {
        return organization(Json.createObjectBuilder()
                .add("settings", Json.createObjectBuilder().add("ad_hoc_types", adHocTypes)));
    }

    private BelfryClient person(String name) {
        return boss.withToken(boss.post("api/tokens", "{\"recipient\":\"" + name + "\"}")
                .expect(201)
                .getString("token"));
    }

    private static JsonObject change(BelfryClient client, String body) {
        return client.put(PATH, body).expect(200);
    }

    private static JsonObject type(JsonObject preferences, String code) {
        return preferences.getJsonArray("types").getValuesAs(JsonObject.class).stream()
                .filter(type -> type.getString("type").equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject choice(JsonObject preferences, String type, String channel) {
        return type(preferences, type).getJsonObject("channels").getJsonObject(channel);
    }

    private static JsonObject choice(boolean enabled, boolean byDefault, Boolean chosen) {
        var choice = Json.createObjectBuilder().add("enabled", enabled).add("default", byDefault);
        return (chosen == null ? choice.addNull("chosen") : choice.add("chosen", chosen))
                .add("changeable", true)
                .addNull("reason")
                .build();
    }

    @Test
    void whoChoseNothingIsToldWhatTheOrganizationTells() {
        var found = person(ada).get(PATH).expect(200);

        assertThat(found.getString("recipient")).isEqualTo(ada);
        assertThat(List.of("locale", "time_zone", "quiet_hours"))
                .allSatisfy(member -> assertThat(found.isNull(member)).isTrue());
        var catalogue = boss.get("api/types").expect(200).getJsonArray("types").getValuesAs(JsonObject.class);
        assertThat(found.getJsonArray("types").getValuesAs(JsonObject.class))
                .extracting(type -> type.getString("type"))
                .containsExactlyElementsOf(
                        catalogue.stream().map(type -> type.getString("code")).toList());
        assertThat(choice(found, "mention", "in_app")).isEqualTo(choice(true, true, null));
        assertThat(choice(found, "mention", "email")).isEqualTo(choice(false, false, null));
        assertThat(choice(found, "task_assigned", "email")).isEqualTo(choice(true, true, null));
    }

    @Test
    void whatIsChosenHoldsWhatIsAbsentStaysAndNullReturnsToTheDefault() {
        var person = person(ada);
        var first = change(person, """
                        {"locale": "de-AT", "time_zone": "Europe/Vienna", "quiet_hours": {"start": "22:00", "end": "07:05"},
                         "types": {"mention": {"email": true, "in_app": false}, "task_assigned": {"email": false}}}""");
        assertThat(first.getString("locale")).isEqualTo("de-AT");
        assertThat(first.getString("time_zone")).isEqualTo("Europe/Vienna");
        assertThat(first.getJsonObject("quiet_hours")).hasToString("{\"start\":\"22:00\",\"end\":\"07:05\"}");
        assertThat(choice(first, "mention", "email")).isEqualTo(choice(true, false, true));
        assertThat(choice(first, "mention", "in_app")).isEqualTo(choice(false, true, false));
        assertThat(choice(first, "task_assigned", "email")).isEqualTo(choice(false, true, false));
        assertThat(person.get(PATH).expect(200)).isEqualTo(first);
        assertThat(boss.get(PATH + "?recipient=" + ada).expect(200)).isEqualTo(first);
        var recipient = boss.get("api/recipients/" + ada).expect(200);
        assertThat(recipient.getString("time_zone")).isEqualTo("Europe/Vienna");

        assertThat(change(person, "{}")).isEqualTo(first);

        var second = change(
                person,
                "{\"quiet_hours\":null,\"locale\":null,\"types\":{\"mention\":{\"email\":null},\"task_assigned\":null}}");
        assertThat(second.isNull("quiet_hours")).isTrue();
        assertThat(second.isNull("locale")).isTrue();
        assertThat(second.getString("time_zone")).isEqualTo("Europe/Vienna");
        assertThat(choice(second, "mention", "email")).isEqualTo(choice(false, false, null));
        assertThat(choice(second, "mention", "in_app")).isEqualTo(choice(false, true, false));
        assertThat(choice(second, "task_assigned", "email")).isEqualTo(choice(true, true, null));
    }

    @Test
    void whatIsWrongIsNamedFieldByFieldAndNothingIsChanged() {
        var person = person(ada);
        var before = change(person, "{\"types\":{\"mention\":{\"email\":true}}}");

        var refused = person.put(PATH, """
                        {"locale": "fr", "quiet_hours": {"start": "7", "end": "08:00"},
                         "types": {"mention": {"email": false, "pigeon": true}, "task_asigned": {"email": true}}}""").expect(400);

        assertThat(refused.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .containsExactlyInAnyOrder("quiet_hours.start", "types.mention.pigeon", "types.task_asigned");
        assertThat(refused.toString()).contains("the closest matches are task_assigned");
        assertThat(person.get(PATH).expect(200)).isEqualTo(before);
    }

    @Test
    void aMandatoryTypeCannotBeSwitchedOffAndSaysSo() {
        var person = person(ada);
        var code = boss.get("api/types").expect(200).getJsonArray("types").getValuesAs(JsonObject.class).stream()
                .filter(type -> type.getBoolean("mandatory"))
                .map(type -> type.getString("code"))
                .findFirst()
                .orElseThrow();
        var before = person.get(PATH).expect(200);
        assertThat(type(before, code).getBoolean("mandatory")).isTrue();
        var inApp = choice(before, code, "in_app");
        assertThat(inApp.getBoolean("enabled")).isTrue();
        assertThat(inApp.getBoolean("changeable")).isFalse();
        assertThat(inApp.getString("reason")).contains("mandatory");

        var refused = person.put(
                        PATH,
                        "{\"types\":{\"mention\":{\"email\":true},\"" + code
                                + "\":{\"in_app\":false,\"webhook\":true}}}")
                .expect(400);

        assertThat(refused.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .containsExactly("types." + code + ".in_app");
        assertThat(refused.getString("error")).contains("mandatory");
        assertThat(person.get(PATH).expect(200)).isEqualTo(before);
        var added = change(person, "{\"types\":{\"" + code + "\":{\"in_app\":true,\"webhook\":true}}}");
        assertThat(choice(added, code, "webhook")).isEqualTo(choice(true, false, true));
    }

    @Test
    void aTypeOfNoCatalogueCanBeChosenByWhoWasToldOfIt() {
        boss = organization(true);
        var made = unique("made.up");
        var bob = unique("bob");
        boss.event(event(made, "hello", ada));
        var modseq = boss.inbox(ada).getInt("modseq");

        var chosen = change(person(ada), "{\"types\":{\"" + made + "\":{\"in_app\":false}}}");

        assertThat(choice(chosen, made, "in_app")).isEqualTo(choice(false, true, false));
        assertThat(person(ada).get(PATH).expect(200)).isEqualTo(chosen);
        assertThat(boss.inbox(ada).getInt("modseq")).isEqualTo(modseq);
        assertThat(boss.inbox(ada).getInt("unreadCount")).isEqualTo(1);
        var refused = person(bob)
                .put(PATH, "{\"types\":{\"" + made + "\":{\"in_app\":false}}}")
                .expect(400);
        assertThat(refused.getString("error")).startsWith("types." + made + " is not a known type");
    }

    @Test
    void aKeyNamesTheRecipientUnlessItIsBoundToOne() {
        var bound = boss.withNewKey(Json.createObjectBuilder()
                .add("name", "bound")
                .add("role", "operator")
                .add("recipient", ada));
        change(bound, "{\"types\":{\"mention\":{\"email\":true}}}");

        assertThat(boss.get(PATH).expect(400).getString("error")).isEqualTo("Recipient is required");
        assertThat(choice(boss.get(PATH + "?recipient=" + ada).expect(200), "mention", "email"))
                .isEqualTo(choice(true, false, true));
        bound.get(PATH + "?recipient=somebody").expect(404);
        bound.put(PATH + "?recipient=somebody", "{}").expect(404);
        var tooLong = boss.put(PATH + "?recipient=" + "x".repeat(201), "{}").expect(400);
        assertThat(tooLong.getString("error")).startsWith("recipient must have 1 to 200 characters");
        assertThat(choice(organization(false).get(PATH + "?recipient=" + ada).expect(200), "mention", "email"))
                .as("of one of the same name elsewhere")
                .isEqualTo(choice(false, false, null));
    }

    @Test
    void sixteenAtOnceWhoChooseDifferentThingsAllGetThem() throws Exception {
        var person = person(ada);
        var types = List.of("mention", "task_assigned", "task_completed", "agent_offline");

        AtOnce.run(
                16,
                number -> change(
                        person,
                        "{\"quiet_hours\":{\"start\":\"%02d:00\",\"end\":\"%02d:30\"},\"types\":{\"%s\":{\"%s\":true}}}"
                                .formatted(
                                        number,
                                        number,
                                        types.get(number / 4),
                                        List.of("in_app", "email", "webhook", "webhook")
                                                .get(number % 4))));

        var found = person.get(PATH).expect(200);
        assertThat(types).allSatisfy(type -> assertThat(List.of("in_app", "email", "webhook"))
                .allSatisfy(channel -> assertThat(choice(found, type, channel).getBoolean("chosen"))
                        .isTrue()));
        assertThat(found.getJsonObject("quiet_hours").getString("end").substring(0, 2))
                .as("both ends are one call's")
                .isEqualTo(found.getJsonObject("quiet_hours").getString("start").substring(0, 2));
    }
}
