package org.belfry.access;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belfry.testing.AtOnce;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one organization, and one person in it, may create. */
class QuotasIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery staple";

    /** Which anybody can choose; types that nobody has described cannot be chosen before they were received. */
    private static final List<String> SHIPPED_TYPES =
            List.of("task_assigned", "task_completed", "mention", "agent_offline", "agent_online");

    private String code;
    private BelfryClient client;

    @BeforeEach
    void anOrganizationOfItsOwn() {
        code = unique("quotas");
        admin().post(
                        "api/organizations",
                        "{\"code\":\"" + code + "\",\"name\":\"Quotas\",\"settings\":{\"ad_hoc_types\":true}}")
                .expect(201);
        client = key("admin");
    }

    private BelfryClient key(String role) {
        return admin().withNewKey(Json.createObjectBuilder()
                .add("name", role)
                .add("role", role)
                .add("organization", code));
    }

    private void limit(String quota, int most) {
        assertThat(admin().put("api/organizations/" + code + "/quotas", "{\"" + quota + "\":" + most + "}")
                        .expect(200)
                        .getInt(quota))
                .isEqualTo(most);
    }

    /**
     * How one of a kind is created.
     *
     * @param most the quota, with what there is from the beginning
     * @param body with {@code #} for a name of its own, and {@code @} for a type of its own
     */
    record Kind(String quota, int most, String method, String path, String body) {

        Answer create(BelfryClient client, int number) {
            var unique = number + "-" + UUID.randomUUID().toString().substring(0, 8);
            var request = client.request(path.replace("#", unique));
            var text = body.replace("#", unique)
                    .replace("@", SHIPPED_TYPES.get(number % SHIPPED_TYPES.size()))
                    .replace('\'', '"');
            return client.send(request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(text)));
        }

        @Override
        public String toString() {
            return quota;
        }
    }

    static Stream<Kind> kinds() {
        var schedule = "{'resource_type':'x','resource_id':1,'action':'a','at':4102444800,'owner':'%s'}";
        return Stream.of(
                new Kind("schedules", 2, "POST", "api/schedules", schedule.formatted("ada-#")),
                new Kind("schedules_per_person", 2, "POST", "api/schedules", schedule.formatted("ada")),
                new Kind(
                        "thresholds",
                        2,
                        "POST",
                        "api/thresholds",
                        "{'name':'#','type':'mention','amount':9,'within':60,'raises':'alert_triggered','recipients':['ada']}"),
                new Kind("webhooks", 2, "POST", "api/webhooks", "{'url':'https://hooks.example.org/#'}"),
                new Kind(
                        "webhooks_per_person",
                        2,
                        "POST",
                        "api/webhooks",
                        "{'url':'https://hooks.example.org/#','recipient':'ada'}"),
                new Kind(
                        "types",
                        2,
                        "POST",
                        "api/types",
                        "{'code':'t#','category':'c','title':'x','message':'x','channels':{'in_app':true,'email':false,'webhook':false}}"),
                new Kind("topics", 2, "PUT", "api/topics/t-#/subscribers/ada", ""),
                new Kind("subscriptions_per_person", 2, "PUT", "api/topics/s-#/subscribers/ada", ""),
                new Kind("keys", 3, "POST", "api/keys", "{'name':'#','role':'viewer'}"),
                new Kind("accounts", 2, "POST", "api/accounts", "{'account':'quotas-#','password':'" + PASSWORD + "'}"),
                new Kind("recipients", 2, "POST", "api/events", "{'type':'mention','title':'x','recipients':['r-#']}"),
                new Kind(
                        "preferences_per_person",
                        2,
                        "PUT",
                        "api/preferences?recipient=ada",
                        "{'types':{'@':{'email':true}}}"),
                new Kind("sources", 2, "PUT", "api/sources/quota/s-#", "{'title':'x'}"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsBeyondAQuotaIsRefusedAndIsNotCreated(Kind kind) {
        limit(kind.quota(), kind.most());
        var free = kind.quota().equals("keys") ? kind.most() - 1 : kind.most();

        for (var i = 0; i < free; i++) {
            assertThat(kind.create(client, i).status()).isLessThan(300);
        }
        var refused = kind.create(client, free);

        assertThat(refused.expect(409).getString("error"))
                .startsWith("The quota of " + kind.most() + " ")
                .endsWith(" has been reached; delete some first");
        limit(kind.quota(), kind.most() + 1);
        assertThat(kind.create(client, free + 1).status())
                .as("only one is free")
                .isLessThan(300);
        kind.create(client, free + 2).expect(409);
    }

    @Test
    void manyAtOnceDoNotExceedAQuota() throws Exception {
        limit("webhooks", 5);
        var kind = kinds().filter(one -> one.quota().equals("webhooks"))
                .findFirst()
                .orElseThrow();

        var statuses = new TreeMap<>(
                AtOnce.run(12, i -> kind.create(client, i).status()).stream().collect(groupingBy(status -> status)));

        assertThat(statuses.get(201)).hasSize(5);
        assertThat(statuses.get(409)).hasSize(7);
        assertThat(client.get("api/webhooks").expect(200).getJsonArray("webhooks"))
                .hasSize(5);
    }

    @Test
    void anEventBeyondTheQuotaOfRecipientsNotifiesNobody() {
        client.event(BelfryClient.event("mention", "first", "ada"));
        limit("recipients", 2);

        client.post(
                        "api/events",
                        BelfryClient.event("mention", "second", "ada", "bob", "eve")
                                .build()
                                .toString())
                .expect(409);

        assertThat(client.inbox("ada").getInt("total")).isEqualTo(1);
    }

    @Test
    void idempotencyKeysAreLimitedByPersonAndOrganization() {
        limit("idempotency_keys_per_person", 2);
        var person = admin().withNewKey(Json.createObjectBuilder()
                .add("name", "bound")
                .add("role", "operator")
                .add("recipient", "ada")
                .add("organization", code));
        IntStream.range(0, 2).forEach(i -> post(person, "k" + i).expect(201));

        post(person, "k2").expect(409);
        post(person, "k1").expect(201);
        post(client, "k9").expect(201);
    }

    private static Answer post(BelfryClient client, String key) {
        return client.send(client.request("api/events")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"type\":\"mention\",\"title\":\"x\",\"recipients\":[\"ada\"]}")));
    }

    @Test
    void aFurtherSignInEndsTheOldestSessionOfTheAccount() {
        limit("sessions_per_account", 2);
        var credentials = Json.createObjectBuilder()
                .add("account", unique("quotas"))
                .add("password", PASSWORD)
                .build()
                .toString();
        client.post("api/accounts", credentials).expect(201);

        var cookies = IntStream.range(0, 3)
                .mapToObj(i ->
                        client.withKey(null).post("api/session", credentials).cookie())
                .toList();

        assertThat(cookies.stream().map(this::who)).containsExactly(401, 200, 200);
    }

    private int who(String cookie) {
        var nobody = client.withKey(null);
        return nobody.send(
                        nobody.request("api/session").header("Cookie", cookie).GET())
                .status();
    }

    @Test
    void onlyThePlatformSetsQuotasAndTheOrganizationSeesThem() {
        limit("schedules", 7);

        assertThat(client.get("api/organizations/" + code + "/quotas").expect(200))
                .containsEntry("schedules", Json.createValue(7));
        client.put("api/organizations/" + code + "/quotas", "{\"schedules\":9}").expect(403);
        admin().put("api/organizations/" + code + "/quotas", "{\"schedules\":0}")
                .expect(400);
        admin().put("api/organizations/" + unique("none") + "/quotas", "{}").expect(404);
        assertThat(admin().put("api/organizations/" + code + "/quotas", "{\"schedules\":null}")
                        .expect(200)
                        .getInt("schedules"))
                .isEqualTo(10_000);
    }
}
