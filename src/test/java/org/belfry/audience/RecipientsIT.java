package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("both-databases")
class RecipientsIT extends BelfryIT {

    private BelfryClient boss;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        boss = organization();
    }

    /** Follows the pages to the end. */
    private List<String> names(String query) {
        var names = new ArrayList<String>();
        var next = "";
        do {
            var page = boss.get("api/recipients?" + query + next).expect(200);
            page.getJsonArray("recipients")
                    .getValuesAs(JsonObject.class)
                    .forEach(recipient -> names.add(recipient.getString("name")));
            next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
        } while (!next.isEmpty());
        return names;
    }

    @Test
    void allAreListedInPagesByName() {
        assertThat(names("")).isEmpty();
        for (var name : List.of("grace", "ada", "bot", "lovelace", "häns")) {
            var kind = name.equals("bot") ? "agent" : "user";
            boss.put("api/recipients/" + BelfryClient.encode(name), "{\"kind\":\"" + kind + "\"}")
                    .expect(200);
        }

        assertThat(names("")).containsExactly("ada", "bot", "grace", "häns", "lovelace");
        assertThat(names("limit=2")).containsExactly("ada", "bot", "grace", "häns", "lovelace");
        assertThat(names("limit=1&kind=user")).containsExactly("ada", "grace", "häns", "lovelace");
        assertThat(names("kind=agent")).containsExactly("bot");
        assertThat(boss.get("api/recipients?limit=1")
                        .expect(200)
                        .getJsonArray("recipients")
                        .getJsonObject(0))
                .isEqualTo(boss.get("api/recipients/ada").expect(200));
    }

    @Test
    void whoIsDescribedAnewKeepsTheQuietHoursAndTheChoices() {
        boss.put(
                        "api/preferences?recipient=ada",
                        "{\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"07:00\"},\"types\":{\"mention\":{\"email\":true}}}")
                .expect(200);

        boss.put(
                        "api/recipients/ada",
                        "{\"email\":\"ada@example.org\",\"kind\":\"agent\",\"time_zone\":\"Asia/Tokyo\"}")
                .expect(200);

        var kept = boss.get("api/preferences?recipient=ada").expect(200);
        assertThat(kept.getJsonObject("quiet_hours").getString("start")).isEqualTo("22:00");
        assertThat(kept.getString("time_zone")).isEqualTo("Asia/Tokyo");
        assertThat(kept.toString()).contains("\"chosen\":true");
    }
}
