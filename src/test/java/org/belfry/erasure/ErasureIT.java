package org.belfry.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belfry.testing.BelfryClient.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureIT extends BelfryIT {

    private static final int POSTS = 20;

    private BelfryClient boss;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
    }

    private static int post(BelfryClient client, String... recipients) {
        return client.event(event("mention", "hello", recipients)).getInt("id");
    }

    private JsonObject preferences(String name) {
        return boss.get("api/preferences?recipient=" + name).expect(200);
    }

    @Test
    void nothingIsLeftOfWhoIsErasedAndAllOfTheOthers() {
        boss.put("api/recipients/ada", "{\"email\":\"ada@example.org\"}").expect(200);
        var untouched = preferences("grace").getJsonArray("types");
        boss.put("api/preferences?recipient=ada", "{\"types\":{\"mention\":{\"in_app\":true}}}")
                .expect(200);
        var alone = post(boss, "ada");
        var together = post(boss, "ada", "grace");
        boss.post("api/topics/t/subscribers", "{\"recipients\":[\"ada\",\"grace\"]}")
                .expect(200);
        var bound = boss.withNewKey(Json.createObjectBuilder()
                .add("name", "bound")
                .add("role", "viewer")
                .add("recipient", "ada"));
        var elsewhere = organization();
        var foreign = post(elsewhere, "ada");

        boss.delete("api/recipients/ada", null).expect(204);

        boss.get("api/recipients/ada").expect(404);
        bound.get("api/notifications").expect(401);
        assertThat(boss.inbox("ada").getInt("total")).isZero();
        assertThat(preferences("ada").getJsonArray("types")).isEqualTo(untouched);
        boss.get("api/events/" + alone).expect(404);
        var told = boss.get("api/events/" + together).expect(200).getJsonArray("recipients");
        assertThat(told.getValuesAs(JsonObject.class))
                .extracting(one -> one.getString("recipient"))
                .containsExactly("grace");
        assertThat(boss.inbox("grace").getInt("total")).isEqualTo(1);
        assertThat(boss.get("api/topics/t/subscribers").expect(200).getInt("total"))
                .isEqualTo(1);
        assertThat(elsewhere.inbox("ada").getInt("total")).isEqualTo(1);
        elsewhere.get("api/events/" + foreign).expect(200);

        boss.delete("api/recipients/ada", null).expect(404);
        boss.delete("api/recipients/nobody", null).expect(404);
        post(boss, "ada");
        var anew = boss.inbox("ada");
        assertThat(anew.getInt("total")).isEqualTo(1);
        assertThat(anew.getInt("modseq")).isEqualTo(1);
        assertThat(boss.get("api/recipients/ada").expect(200).isNull("email")).isTrue();
    }

    @Test
    void theStreamsOfTheInboxEnd() {
        post(boss, "ada");
        try (var stream = StreamClient.open(boss, "ada", 0L)) {
            stream.awaitModseq(1);

            boss.delete("api/recipients/ada", null).expect(204);

            assertThat(stream.closeCode()).isEqualTo(4401);
        }
    }

    /** More than one step, while others write; one who comes too late makes somebody new. */
    @Test
    void whoIsWrittenToMeanwhileIsErasedOrSomebodyNew() throws Exception {
        AtOnce.run(8, number -> {
            for (var i = 0; i < 66; i++) {
                post(boss, "ada");
            }
            return number;
        });

        var statuses = AtOnce.run(8, number -> {
            if (number < 2) {
                return boss.delete("api/recipients/ada", null).status();
            }
            for (var i = 0; i < POSTS; i++) {
                post(boss, "ada");
            }
            return 201;
        });

        assertThat(statuses.subList(0, 2)).contains(204).isSubsetOf(List.of(204, 404));
        post(boss, "ada");
        var inbox = boss.inbox("ada", "&state=all&limit=500");
        var listed = inbox.getJsonArray("notifications").size();
        assertThat(listed).isBetween(1, 8 * POSTS + 1);
        assertThat(inbox.getInt("total")).isEqualTo(listed);
        assertThat(inbox.getInt("unreadCount")).isEqualTo(listed);
        boss.delete("api/recipients/ada", null).expect(204);
        assertThat(boss.inbox("ada").getInt("total")).isZero();
    }
}
