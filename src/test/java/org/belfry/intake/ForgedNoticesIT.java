package org.belfry.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody but Belfry can say what Belfry says, or appear as Belfry. */
class ForgedNoticesIT extends BelfryIT {

    private static final List<String> LOOK_ALIKES = List.of(
            "password_changed", "Password.changed", "pаssword.changed", "passw0rd.changed", "password\u200B.changed");

    private static final List<String> NAMES = List.of(
            "belfry",
            "Belfry",
            "belfry ",
            "BELFRY",
            "\uFF22\uFF45\uFF4C\uFF46\uFF52\uFF59",
            "B\u0435lfry",
            "bel\u200Bfry",
            "\u0412elfry");

    private BelfryClient boss;
    private BelfryClient operator;
    private String ada;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
        operator = boss.withNewKey(
                Json.createObjectBuilder().add("name", "producer").add("role", "operator"));
        ada = unique("ada");
        boss.post("api/events", event("mention").toString()).expect(201);
    }

    private JsonObject event(String type) {
        return BelfryClient.event(type, "Your password has changed", ada)
                .add("link", "https://evil.example/reset")
                .build();
    }

    private static JsonObject cloudEvent(String type, String source, String recipient) {
        return Json.createObjectBuilder()
                .add("specversion", "1.0")
                .add("id", "1")
                .add("source", source)
                .add("type", type)
                .add("recipients", recipient)
                .build();
    }

    private List<String> reserved() {
        return boss.get("api/types").expect(200).getJsonArray("types").getValuesAs(JsonObject.class).stream()
                .filter(type -> type.getBoolean("reserved"))
                .map(type -> type.getString("code"))
                .toList();
    }

    private BelfryClient.Answer binary(BelfryClient client, String type, String source) {
        return client.send(client.request("api/events")
                .header("Content-Type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", "1")
                .header("ce-source", BelfryClient.encode(source).replace("+", "%20"))
                .header("ce-type", BelfryClient.encode(type).replace("+", "%20"))
                .header("ce-recipients", ada)
                .POST(BodyPublishers.ofString("{}")));
    }

    private BelfryClient.Answer structured(BelfryClient client, JsonObject body) {
        return client.send(client.request("api/events")
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private BelfryClient.Answer batched(BelfryClient client, JsonObject body) {
        return client.send(client.request("api/events")
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofString("[" + body + "]")));
    }

    @Test
    void nobodyPostsAnEventOfAReservedTypeInAnyForm() {
        assertThat(reserved()).contains("password.changed", "login.new_device", "audit.broken", "schedule.failed");
        for (var client : List.of(operator, boss)) {
            for (var type : reserved()) {
                assertThat(client.post("api/events", event(type).toString())
                                .expect(403)
                                .getString("error"))
                        .isEqualTo("Only Belfry itself can send events of the type " + type);
            }
            var type = "password.changed";
            assertThat(client.post("api/events", "[" + event(type) + "]")
                            .expect(400)
                            .toString())
                    .contains("Only Belfry itself can send");
            binary(client, type, "/shop").expect(403);
            structured(client, cloudEvent(type, "/shop", ada)).expect(403);
            assertThat(batched(client, cloudEvent(type, "/shop", ada))
                            .expect(400)
                            .toString())
                    .contains("Only Belfry itself can send");
        }
        assertThat(boss.inbox(ada).getInt("total")).isEqualTo(1);
    }

    @Test
    void aTypeThatLooksLikeAReservedOneCannotBeMadeNorPosted() {
        for (var code : LOOK_ALIKES) {
            assertThat(operator.post("api/events", event(code).toString())
                            .expect(400)
                            .getString("error"))
                    .isEqualTo("type looks like password.changed, a built-in type; choose another code");
        }
        var described = Json.createObjectBuilder(Json.createReader(new StringReader(
                                "{\"category\":\"security\",\"title\":\"t\",\"message\":\"m\",\"mandatory\":true,"
                                        + "\"channels\":{\"in_app\":true,\"email\":true,\"webhook\":false}}"))
                        .readObject())
                .build();
        for (var code : List.of("password_changed", "Password.Changed", "passw0rd.changed")) {
            assertThat(boss.post(
                                    "api/types",
                                    Json.createObjectBuilder(described)
                                            .add("code", code)
                                            .build()
                                            .toString())
                            .expect(400)
                            .getString("error"))
                    .startsWith("code looks like password.changed");
        }
        boss.post(
                        "api/types",
                        Json.createObjectBuilder(described)
                                .add("code", "password.changed")
                                .build()
                                .toString())
                .expect(409);
        boss.put("api/types/password.changed", described.toString()).expect(409);
    }

    @Test
    void aReservedTypeCanBePreviewed() {
        assertThat(boss.post("api/types/password.changed/preview", "{}")
                        .expect(200)
                        .getString("title"))
                .isNotBlank();
    }

    @Test
    void aThresholdRaisesNoReservedType() {
        var threshold = Json.createObjectBuilder()
                .add("name", "forged")
                .add("type", "mention")
                .add("amount", 1)
                .add("within", 60)
                .add("raises", "password.changed")
                .add("recipients", Json.createArrayBuilder().add(ada));
        assertThat(boss.post("api/thresholds", threshold.build().toString())
                        .expect(400)
                        .getString("error"))
                .isEqualTo("raises must not be password.changed: only Belfry can send it");
    }

    @Test
    void nobodyIsCalledLikeBelfry() {
        for (var name : NAMES) {
            var posted = Json.createObjectBuilder(event("mention"))
                    .add("producer", name)
                    .build();
            assertThat(operator.post("api/events", posted.toString())
                            .expect(400)
                            .getString("error"))
                    .startsWith("producer is reserved for Belfry, or looks like it");
            var acting = Json.createObjectBuilder(event("mention"))
                    .add("actor", name)
                    .build();
            assertThat(operator.post("api/events", acting.toString())
                            .expect(400)
                            .getString("error"))
                    .startsWith("actor is reserved for Belfry, or looks like it");
            var inData = Json.createObjectBuilder(cloudEvent("mention", "/shop", ada))
                    .add("data", Json.createObjectBuilder().add("actor", name))
                    .build();
            structured(operator, inData).expect(400);
        }
        for (var source : List.of("belfry", "Belfry", "/belfry", "//BELFRY", "B\u0435lfry")) {
            structured(operator, cloudEvent("mention", source, ada)).expect(400);
            batched(operator, cloudEvent("mention", source, ada)).expect(400);
            binary(operator, "mention", source).expect(400);
        }
        boss.post("api/accounts", "{\"account\":\"Belfry\",\"password\":\"fiddle-glacier-42-lantern\"}")
                .expect(400);
        boss.post("api/keys", "{\"name\":\"BeIfry\",\"role\":\"operator\"}").expect(400);
        structured(operator, cloudEvent("mention", "https://belfry.example.org/shop", ada))
                .expect(201);
    }
}
