package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("both-databases")
class TopicsIT extends BelfryIT {

    private static final String WORKFLOW = "api/topics/workflow:42/subscribers";

    private BelfryClient boss;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
    }

    private BelfryClient person(String name) {
        return boss.withToken(boss.post("api/tokens", "{\"recipient\":\"" + name + "\"}")
                .expect(201)
                .getString("token"));
    }

    private static String body(List<String> names) {
        return Json.createObjectBuilder()
                .add("recipients", Json.createArrayBuilder(names))
                .build()
                .toString();
    }

    /** Follows the pages to the end. */
    private List<String> names(String path, String list) {
        var names = new ArrayList<String>();
        var next = "";
        do {
            var page = boss.get(path + next).expect(200);
            page.getJsonArray(list).getValuesAs(JsonObject.class).forEach(one -> names.add(one.getString("name")));
            next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
        } while (!next.isEmpty());
        return names;
    }

    @Test
    void whoIsSubscribedFollowsUntilSomebodyEndsIt() {
        assertThat(boss.get(WORKFLOW).expect(200)).hasToString("{\"subscribers\":[],\"total\":0,\"next\":null}");

        boss.put(WORKFLOW + "/ada", null).expect(204);
        boss.put(WORKFLOW + "/ada", null).expect(204);
        boss.put("api/topics/alerts/subscribers/ada", null).expect(204);

        var found = boss.get(WORKFLOW).expect(200);
        assertThat(found.getInt("total")).isEqualTo(1);
        assertThat(found.getJsonArray("subscribers").getJsonObject(0).getString("name"))
                .isEqualTo("ada");
        assertThat(boss.get("api/recipients/ada").expect(200).getJsonNumber("created_at"))
                .isEqualTo(found.getJsonArray("subscribers").getJsonObject(0).getJsonNumber("subscribed_at"));
        assertThat(names("api/topics?recipient=ada&limit=1", "topics")).containsExactly("alerts", "workflow:42");

        boss.delete(WORKFLOW + "/ada", null).expect(204);
        boss.delete(WORKFLOW + "/ada", null).expect(204);
        boss.delete("api/topics/never/subscribers/nobody", null).expect(204);
        assertThat(boss.get(WORKFLOW).expect(200).getInt("total")).isZero();
        assertThat(names("api/topics?recipient=ada", "topics")).containsExactly("alerts");
    }

    @Test
    void aThousandAreSubscribedInOneCall() {
        var names = IntStream.range(0, 1000).mapToObj(i -> "person " + i).toList();
        boss.put(WORKFLOW + "/" + BelfryClient.encode("person 7"), null).expect(204);

        assertThat(boss.post(WORKFLOW, body(names)).expect(200).getInt("subscribed"))
                .isEqualTo(999);
        assertThat(boss.post(WORKFLOW, body(names)).expect(200).getInt("subscribed"))
                .isZero();

        assertThat(boss.get(WORKFLOW + "?limit=1").expect(200).getInt("total")).isEqualTo(1000);
        assertThat(names(WORKFLOW + "?limit=400", "subscribers")).containsExactlyInAnyOrderElementsOf(names);
        assertThat(boss.inbox("person 999").getInt("total")).isZero();
        assertThat(boss.post(WORKFLOW, body(List.of("new", "x".repeat(201)))).status())
                .isEqualTo(400);
        boss.get("api/recipients/new").expect(404);
    }

    @Test
    void sixteenWhoSubscribeTheSameToTheSameNewTopicMakeOneSubscription() throws Exception {
        var names = IntStream.range(0, 40).mapToObj(i -> "p" + i).toList();

        var statuses = AtOnce.run(16, number -> {
            var shuffled = new ArrayList<>(names);
            Collections.shuffle(shuffled);
            return number % 2 == 0
                    ? boss.put(WORKFLOW + "/ada", null).status()
                    : boss.post(WORKFLOW, body(shuffled)).status();
        });

        assertThat(new TreeSet<>(statuses)).containsExactly(200, 204);
        assertThat(boss.get(WORKFLOW).expect(200).getInt("total")).isEqualTo(41);
        assertThat(names("api/topics?recipient=ada", "topics")).containsExactly("workflow:42");
    }

    @Test
    void peopleSeeAndEndTheirOwnSubscriptionsButMakeNone() {
        boss.put(WORKFLOW + "/ada", null).expect(204);
        boss.put(WORKFLOW + "/grace", null).expect(204);
        var ada = person("ada");

        assertThat(ada.get("api/topics").expect(200).toString()).contains("workflow:42");
        ada.get("api/topics?recipient=grace").expect(404);
        ada.get(WORKFLOW).expect(403);
        ada.put("api/topics/board/subscribers/ada", null).expect(403);
        ada.delete(WORKFLOW + "/grace", null).expect(404);
        ada.delete(WORKFLOW + "/ada", null).expect(204);

        assertThat(names(WORKFLOW + "?limit=9", "subscribers")).containsExactly("grace");
        assertThat(ada.get("api/topics").expect(200).getJsonArray("topics")).isEmpty();
    }

    @Test
    void anotherOrganizationHasTopicsOfItsOwn() {
        boss.put(WORKFLOW + "/ada", null).expect(204);
        var other = organization();

        assertThat(other.get(WORKFLOW).expect(200).getInt("total")).isZero();
        assertThat(other.get("api/topics?recipient=ada").expect(200).getJsonArray("topics"))
                .isEmpty();
        other.delete(WORKFLOW + "/ada", null).expect(204);

        assertThat(boss.get(WORKFLOW).expect(200).getInt("total")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b:c", "ä ö", "50%", "a+b", "(x)", "a@b.c", "日本"})
    void aTopicMayHaveAnyNameThatAPathCanHold(String topic) {
        var path = "api/topics/" + BelfryClient.encode(topic) + "/subscribers";

        boss.put(path + "/ada", null).expect(204);

        assertThat(names("api/topics?recipient=ada", "topics")).containsExactly(topic);
        assertThat(boss.get(path).expect(200).getInt("total")).isEqualTo(1);
    }
}
