package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryClient.Answer;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Person;
import org.belfry.testing.StreamClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("derby-only")
class AccountsIT extends BelfryIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER_PASSWORD = "staple of another kind";

    @Test
    void anAdminMakesReadsChangesAndRemovesAnAccount() {
        var admin = adminOfNewOrganization();
        var name = unique("ada");
        var created = create(admin, name, ",\"role\":\"viewer\"").expect(201);
        assertThat(created.keySet())
                .containsExactlyInAnyOrder("account", "recipient", "role", "enabled", "organization", "created_at");
        assertThat(created.getString("account")).isEqualTo(name);
        assertThat(created.getString("recipient")).isEqualTo(name);
        assertThat(created.getString("role")).isEqualTo("viewer");
        assertThat(created.getBoolean("enabled")).isTrue();
        assertThat(admin.get("api/accounts/" + name).expect(200)).isEqualTo(created);
        assertThat(admin.get("api/accounts").expect(200).getJsonArray("accounts"))
                .containsExactly(created);

        assertThat(change(admin, name, "{}").expect(200)).isEqualTo(created);
        var changed =
                change(admin, name, "{\"role\":null,\"recipient\":\"Ada L.\"}").expect(200);
        assertThat(changed.isNull("role")).isTrue();
        assertThat(changed.getString("recipient")).isEqualTo("Ada L.");
        assertThat(change(admin, name, "{\"enabled\":false}").expect(200).getBoolean("enabled"))
                .isFalse();
        Person.attempt(admin, name, PASSWORD).expect(401);
        change(admin, name, "{\"enabled\":true,\"password\":\"" + OTHER_PASSWORD + "\"}")
                .expect(200);
        Person.attempt(admin, name, PASSWORD).expect(401);
        var ada = Person.signIn(admin, name, OTHER_PASSWORD);
        assertThat(ada.get("api/session").expect(200).getString("recipient")).isEqualTo("Ada L.");

        admin.delete("api/accounts/" + name, null).expect(204);
        ada.get("api/session").expect(401);
        admin.get("api/accounts/" + name).expect(404);
        change(admin, name, "{}").expect(404);
        admin.delete("api/accounts/" + name, null).expect(404);
        Person.attempt(admin, name, OTHER_PASSWORD).expect(401);
    }

    @Test
    void anAccountOfAnotherOrganizationDoesNotExist() {
        var theirs = adminOfNewOrganization();
        var name = unique("ada");
        var account = create(theirs, name, "").expect(201);
        for (var stranger : List.of(adminOfNewOrganization(), admin())) {
            stranger.get("api/accounts/" + name).expect(404);
            change(stranger, name, "{\"role\":\"admin\"}").expect(404);
            stranger.delete("api/accounts/" + name, null).expect(404);
            assertThat(stranger.get("api/accounts").expect(200).getJsonArray("accounts"))
                    .doesNotContain(account);
        }
        assertThat(theirs.get("api/accounts/" + name).expect(200)).isEqualTo(account);
    }

    @Test
    void onlyThePlatformsAdminsMakeAccountsElsewhere() {
        var code = unique("org");
        admin().post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Elsewhere\"}")
                .expect(201);
        var made = create(admin(), unique("ada"), ",\"organization\":\"" + code + "\"")
                .expect(201);
        assertThat(made.getString("organization")).isEqualTo(code);
        create(admin(), unique("ada"), ",\"organization\":\"nowhere-at-all\"").expect(404);
        create(adminOfNewOrganization(), unique("ada"), ",\"organization\":\"" + code + "\"")
                .expect(404);
        create(adminOfNewOrganization(), unique("ada"), ",\"organization\":\"default\"")
                .expect(404);
    }

    @Test
    void aNameIsTakenOnceInItsOrganizationAndNothingIsHeardOfOthers() throws Exception {
        var name = unique("ada");
        var admins = List.of(admin(), adminOfNewOrganization(), adminOfNewOrganization());
        var answers = atOnce(
                6, i -> () -> create(admins.get(i % admins.size()), name, "").status());
        assertThat(answers).containsExactlyInAnyOrder(201, 201, 201, 409, 409, 409);
        create(admins.get(1), name, "").expect(409);
        assertThat(admins.get(1).get("api/accounts").expect(200).getJsonArray("accounts"))
                .hasSize(1);
    }

    @Test
    void whoeverSharesANameWithAnotherOrganizationNamesTheirOwn() {
        var older = organization();
        var newer = organization();
        var name = unique("ada");
        create(older, name, "").expect(201);
        var theirs = account(name, "").replace(PASSWORD, OTHER_PASSWORD);
        newer.post("api/accounts", theirs).expect(201);
        var codes = List.of(code(older), code(newer));

        // Another one of the same name takes nothing from the first.
        var ada = Person.attempt(older, name, PASSWORD).expect(200);
        assertThat(ada.getString("organization")).isEqualTo(codes.get(0));
        signIn(codes.get(0), name, PASSWORD).expect(200);
        var other = signIn(codes.get(1), name, OTHER_PASSWORD);
        assertThat(other.expect(200).getString("organization")).isEqualTo(codes.get(1));

        var wrong = Person.attempt(older, name, "wrong").text();
        assertThat(List.of(
                        Person.attempt(newer, name, OTHER_PASSWORD).text(),
                        signIn(codes.get(0), name, OTHER_PASSWORD).text(),
                        signIn(codes.get(1), name, PASSWORD).text(),
                        signIn("nowhere-at-all", name, PASSWORD).text(),
                        signIn("default", name, PASSWORD).text()))
                .containsOnly(wrong);

        // A browser in which they signed in needs no telling.
        var again = Person.attempt(newer, name, OTHER_PASSWORD, "Cookie", device(other));
        assertThat(again.expect(200).getString("organization")).isEqualTo(codes.get(1));

        // What one of them changes is their own.
        var person = person(other);
        changePassword(person, PASSWORD, "a new one, and long").expect(400);
        changePassword(person, OTHER_PASSWORD, "a new one, and long").expect(204);
        signIn(codes.get(0), name, PASSWORD).expect(200);
        signIn(codes.get(1), name, "a new one, and long").expect(200);
        newer.delete("api/accounts/" + name, null).expect(204);
        signIn(codes.get(0), name, PASSWORD).expect(200);
    }

    private static String code(BelfryClient client) {
        return client.get("api/session").expect(200).getString("organization");
    }

    private Answer signIn(String organization, String account, String password) {
        return admin().withKey(null)
                .post(
                        "api/session",
                        Json.createObjectBuilder()
                                .add("account", account)
                                .add("password", password)
                                .add("organization", organization)
                                .build()
                                .toString());
    }

    private Person person(Answer signedIn) {
        return new Person(
                admin().withKey(null), signedIn.cookie(), signedIn.expect(200).getString("csrf_token"));
    }

    /** The cookie by which the browser is known from now on. */
    private static String device(Answer signedIn) {
        return signedIn.cookie("belfry_device").replaceFirst(";.*", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"password\":\"long enough\"}",
                "{\"account\":\"NAME\"}",
                "{\"account\":\"NAME\",\"password\":\"9 letters\"}",
                "{\"account\":\"NAME\",\"password\":7}",
                "{\"account\":\"NAME\",\"password\":\"name\"}",
                "{\"account\":\"NAME\",\"password\":\"long enough\",\"role\":\"root\"}",
                "{\"account\":\"NAME\",\"password\":\"long enough\",\"role\":7}",
                "{\"account\":\"NAME\",\"password\":\"long enough\",\"recipient\":\" \"}",
                "{\"account\":\"NAME\",\"password\":\"long enough\",\"organization\":7}",
                "{\"account\":\"NAME/x\",\"password\":\"long enough\"}",
                "{\"account\":\"NAME x\",\"password\":\"long enough\"}",
                "{\"account\":\"NAME\\n\",\"password\":\"long enough\"}",
                "{\"account\":\"NAME\\u0000\",\"password\":\"long enough\"}",
                "{\"account\":\"..\",\"password\":\"long enough\"}",
                "{\"account\":\"\",\"password\":\"long enough\"}",
                "{\"account\":7,\"password\":\"long enough\"}",
                "[]",
                "",
            })
    void whatCannotBeAnAccountIsRefusedAndChangesNothing(String body) {
        var admin = adminOfNewOrganization();
        var name = unique("a-long-name");
        var said = body.replace("NAME", name).replace("\"name\"", "\"" + name.toUpperCase() + "\"");
        assertThat(admin.post("api/accounts", said).expect(400).getString("error"))
                .isNotBlank();
        assertThat(admin.get("api/accounts").expect(200).getJsonArray("accounts"))
                .isEmpty();
    }

    @Test
    void aPasswordsLengthIsSaidToWhoGetsItWrong() {
        assertThat(withPassword("x".repeat(1001)).expect(400).getString("error"))
                .contains("1000");
        assertThat(withPassword("x".repeat(9)).expect(400).getString("error")).contains("10 to 1000 characters");
        withPassword("kV9#wq2LrT".repeat(2) + " and so on ".repeat(89) + "!").expect(201);
        withPassword("kV9#wq2LrT").expect(201);
    }

    @Test
    void aPasswordThatEverybodyTriesIsRefusedWhereverItIsSet() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        var ada = Person.signIn(admin(), name, PASSWORD);
        for (var password : List.of("aaaaaaaaaa", "1234567890", "password123", "belfry2024!", name + "1")) {
            var refused = List.of(
                    admin().post(
                                    "api/accounts",
                                    account(password.startsWith(name) ? name : unique("bob"), "")
                                            .replace(PASSWORD, password)),
                    change(admin(), name, "{\"password\":\"" + password + "\"}"),
                    changePassword(ada, PASSWORD, password));
            for (var answer : refused) {
                var violation = answer.expect(400).getJsonArray("violations").getJsonObject(0);
                assertThat(violation.getString("field")).isEqualTo("password");
                assertThat(violation.getString("message")).startsWith("is too easy to guess");
            }
        }
        Person.signIn(admin(), name, PASSWORD);
    }

    private Answer withPassword(String password) {
        var body = Json.createObjectBuilder().add("account", unique("ada")).add("password", password);
        return admin().post("api/accounts", body.build().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"root\"}",
                "{\"enabled\":\"yes\"}",
                "{\"recipient\":\"\"}",
                "{\"password\":\"short\"}",
                "{\"enabled\":false,\"role\":7}"
            })
    void aWrongChangeChangesNothing(String body) {
        var name = unique("ada");
        var before = create(admin(), name, ",\"role\":\"viewer\"").expect(201);
        change(admin(), name, body).expect(400);
        assertThat(admin().get("api/accounts/" + name).expect(200)).isEqualTo(before);
        Person.signIn(admin(), name, PASSWORD);
    }

    @Test
    void onlyAdminsOfTheWholeOrganizationMayAsk() {
        var admin = adminOfNewOrganization();
        var name = unique("ada");
        create(admin, name, "").expect(201);
        var callers = new ArrayList<BelfryClient>();
        for (var role : List.of("viewer", "operator")) {
            callers.add(admin.withNewKey(
                    Json.createObjectBuilder().add("name", role).add("role", role)));
        }
        callers.add(admin.withNewKey(Json.createObjectBuilder()
                .add("name", "bound")
                .add("role", "admin")
                .add("recipient", name)));
        for (var caller : callers) {
            caller.get("api/accounts").expect(403);
            caller.get("api/accounts/" + name).expect(403);
            create(caller, unique("bob"), "").expect(403);
            change(caller, name, "{\"role\":\"admin\"}").expect(403);
            caller.delete("api/accounts/" + name, null).expect(403);
        }
        var ada = Person.signIn(admin, name, PASSWORD);
        ada.get("api/accounts").expect(403);
        ada.get("api/accounts/" + name).expect(403);
        ada.send("PUT", "api/accounts/" + name, "{\"role\":\"admin\"}").expect(403);
        var nobody = admin.withKey(null);
        nobody.get("api/accounts").expect(401);
        nobody.delete("api/accounts/" + name, null).expect(401);
        nobody.put("api/session/password", "{}").expect(401);
    }

    @Test
    void theLastAdminStays() {
        var admin = adminOfNewOrganization();
        var first = unique("first");
        var second = unique("second");
        create(admin, first, ",\"role\":\"admin\"").expect(201);
        create(admin, second, ",\"role\":\"operator\"").expect(201);
        for (var body : List.of("{\"role\":null}", "{\"role\":\"operator\"}", "{\"enabled\":false}")) {
            change(admin, first, body).expect(409);
        }
        admin.delete("api/accounts/" + first, null).expect(409);
        change(admin, first, "{\"recipient\":\"somebody\"}").expect(200);
        change(admin, second, "{\"role\":\"admin\",\"enabled\":false}").expect(200);
        change(admin, first, "{\"role\":null}").expect(409);
        change(admin, second, "{\"enabled\":true}").expect(200);
        change(admin, first, "{\"role\":null}").expect(200);
        admin.delete("api/accounts/" + second, null).expect(409);
        admin.delete("api/accounts/" + first, null).expect(204);
    }

    @Test
    void ofTwoAdminsWhoAreTakenAwayAtOnceOneStays() throws Exception {
        var admin = adminOfNewOrganization();
        var names = List.of(unique("one"), unique("other"));
        for (var name : names) {
            create(admin, name, ",\"role\":\"admin\"").expect(201);
        }
        var takings = List.of("{\"role\":null}", "{\"enabled\":false}", "{\"role\":\"viewer\"}");
        for (var round = 0; round < 9; round++) {
            var body = takings.get(round % takings.size());
            var answers = atOnce(2, i -> () -> change(admin, names.get(i), body).status());
            assertThat(answers).containsExactlyInAnyOrder(200, 409);
            names.forEach(name ->
                    change(admin, name, "{\"role\":\"admin\",\"enabled\":true}").expect(200));
        }
        var answers = atOnce(
                2, i -> () -> admin.delete("api/accounts/" + names.get(i), null).status());
        assertThat(answers).containsExactlyInAnyOrder(204, 409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"enabled\":false}",
                "{\"password\":\"another password\"}",
                "{\"role\":\"viewer\"}",
                "{\"role\":null}",
                "{\"recipient\":\"somebody else\"}",
                "DELETE"
            })
    void whoMayLessIsSignedOutEverywhere(String body) {
        var name = unique("ada");
        create(admin(), name, ",\"role\":\"operator\"").expect(201);
        var one = Person.signIn(admin(), name, PASSWORD);
        var other = Person.signIn(admin(), name, PASSWORD);
        end(name, body);
        one.get("api/session").expect(401);
        other.get("api/session").expect(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"enabled\":false}", "{\"password\":\"another password\"}", "{\"role\":null}", "DELETE"})
    void theStreamsOfASessionEndWithIt(String body) {
        var name = unique("ada");
        create(admin(), name, ",\"role\":\"operator\"").expect(201);
        try (var stream = Person.signIn(admin(), name, PASSWORD).stream()) {
            end(name, body);
            assertThat(stream.closeCode()).isEqualTo(4401);
        }
    }

    /** Whoever may no longer do something must not have left a key that may. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"enabled\":false}", "{\"role\":null}", "{\"role\":\"operator\"}", "DELETE"})
    void theKeysOfAnAccountEndWithItsRightAndSoDoTheKeysThatTheseCreated(String body) {
        var name = unique("ada");
        var reader = unique("reader");
        create(admin(), name, ",\"role\":\"admin\"").expect(201);
        var person = Person.signIn(admin(), name, PASSWORD);
        var made = person.send("POST", "api/keys", "{\"name\":\"hers\",\"role\":\"admin\"}")
                .expect(201);
        var key = admin().withKey(made.getString("key"));
        var keysKey =
                key.withNewKey(Json.createObjectBuilder().add("name", "its").add("role", "admin"));
        var lesser =
                key.withNewKey(Json.createObjectBuilder().add("name", reader).add("role", "viewer"));
        var others = admin().withNewKey(
                        Json.createObjectBuilder().add("name", "other").add("role", "admin"));
        assertThat(createdBy(made)).isEqualTo("account " + name);
        assertThat(others.get("api/keys").expect(200).getJsonArray("keys").getValuesAs(JsonObject.class))
                .filteredOn(one -> one.getString("name").equals(reader))
                .extracting(AccountsIT::createdBy)
                .containsExactly("api_key hers");
        try (var stream = StreamClient.open(key, name, null);
                var other = StreamClient.open(keysKey, name, null)) {
            stream.await("hello");
            other.await("hello");

            end(name, body);

            key.get("api/keys").expect(401);
            keysKey.get("api/keys").expect(401);
            assertThat(stream.closeCode()).isEqualTo(4401);
            assertThat(other.closeCode()).isEqualTo(4401);
        }
        lesser.get("api/notifications?recipient=" + name).expect(body.contains("operator") ? 200 : 401);
        others.get("api/keys").expect(200);
    }

    private static String createdBy(JsonObject key) {
        var by = key.getJsonObject("created_by");
        return by.getString("kind") + " " + by.getString("name");
    }

    private void end(String name, String body) {
        if (body.equals("DELETE")) {
            admin().delete("api/accounts/" + name, null).expect(204);
        } else {
            change(admin(), name, body).expect(200);
        }
    }

    @Test
    void whoMayMoreStaysSignedIn() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        var ada = Person.signIn(admin(), name, PASSWORD);
        change(admin(), name, "{\"role\":\"viewer\",\"enabled\":true}").expect(200);
        assertThat(ada.get("api/session").expect(200).getString("role")).isEqualTo("viewer");
    }

    @Test
    void oneChangesOnesPasswordAndAllOtherSessionsEnd() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        var here = Person.signIn(admin(), name, PASSWORD);
        var elsewhere = Person.signIn(admin(), name, PASSWORD);
        try (var stream = here.stream();
                var streamElsewhere = elsewhere.stream()) {
            changePassword(here, PASSWORD, OTHER_PASSWORD).expect(204);
            elsewhere.get("api/session").expect(401);
            assertThat(streamElsewhere.closeCode()).isEqualTo(4401);
            here.get("api/session").expect(200);
            admin().event(BelfryClient.event("mention", "still here", name));
            stream.await("notification");
        }
        Person.attempt(admin(), name, PASSWORD).expect(401);
        Person.signIn(admin(), name, OTHER_PASSWORD);
    }

    @Test
    void aNewPasswordNeedsThePresentOneAndASession() {
        var name = unique("ada-of-the-long-name");
        create(admin(), name, "").expect(201);
        var ada = Person.signIn(admin(), name, PASSWORD);
        var refused = changePassword(ada, "not the present one", OTHER_PASSWORD).expect(400);
        assertThat(refused.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo("current");
        changePassword(ada, PASSWORD, "short").expect(400);
        changePassword(ada, PASSWORD, name).expect(400);
        ada.send("PUT", "api/session/password", "{\"password\":\"" + OTHER_PASSWORD + "\"}")
                .expect(400);
        admin().put(
                        "api/session/password",
                        "{\"current\":\"" + PASSWORD + "\",\"password\":\"" + OTHER_PASSWORD + "\"}")
                .expect(403);
        Person.signIn(admin(), name, PASSWORD);
    }

    @Test
    void everyChangeByCookieNeedsTheCsrfToken() {
        var admin = adminOfNewOrganization();
        var boss = unique("boss");
        create(admin, boss, ",\"role\":\"admin\"").expect(201);
        var ada = unique("ada");
        var before = create(admin, ada, ",\"role\":\"viewer\"").expect(201);
        var person = Person.signIn(admin, boss, PASSWORD);
        var passwords = "{\"current\":\"" + PASSWORD + "\",\"password\":\"" + OTHER_PASSWORD + "\"}";
        for (var token : new String[] {null, "", "wrong", "0".repeat(64)}) {
            person.send("POST", "api/accounts", account(unique("bob"), ""), token)
                    .expect(403);
            person.send("PUT", "api/accounts/" + ada, "{\"role\":\"admin\"}", token)
                    .expect(403);
            person.send("DELETE", "api/accounts/" + ada, null, token).expect(403);
            person.send("PUT", "api/session/password", passwords, token).expect(403);
            person.send("DELETE", "api/session", null, token).expect(403);
        }
        assertThat(admin.get("api/accounts/" + ada).expect(200)).isEqualTo(before);
        assertThat(admin.get("api/accounts").expect(200).getJsonArray("accounts"))
                .hasSize(2);
        person.send("POST", "api/accounts", account(unique("bob"), "")).expect(201);
        person.send("PUT", "api/accounts/" + ada, "{\"role\":\"operator\"}").expect(200);
        person.send("DELETE", "api/accounts/" + ada, null).expect(204);
        person.send("PUT", "api/session/password", passwords).expect(204);
        person.send("DELETE", "api/session", null).expect(204);
    }

    @Test
    void eachSignInIsANewSession() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        var planted = "belfry_session=planted-by-somebody-else";
        var answer = Person.attempt(admin(), name, PASSWORD, "Cookie", planted);
        answer.expect(200);
        assertThat(answer.cookie()).isNotEqualTo(planted);
        var attributes = answer.cookie("belfry_session");
        assertThat(attributes).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
        assertThat(attributes).doesNotContain("Secure");
        var again = Person.attempt(admin(), name, PASSWORD, "Cookie", answer.cookie());
        assertThat(again.cookie()).isNotEqualTo(answer.cookie());
        new Person(admin().withKey(null), planted, "").get("api/session").expect(401);
    }

    @Test
    void afterFiveFailuresEvenTheRightPasswordOfAStrangerWaits() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        for (var attempt = 0; attempt < 4; attempt++) {
            Person.attempt(admin(), name, "wrong").expect(401);
        }
        var signedIn = Person.attempt(admin(), name, PASSWORD);
        var ada = person(signedIn);
        for (var attempt = 0; attempt < 5; attempt++) {
            Person.attempt(admin(), name, "wrong").expect(401);
        }
        assertThat(retryAfter(Person.attempt(admin(), name, PASSWORD))).isBetween(1L, 30L);
        Person.attempt(admin(), unique("bob"), PASSWORD).expect(401);

        // Whoever is known by device or session waits for nobody else, however long.
        var device = device(signedIn);
        for (var time = 0; time < 3; time++) {
            Person.attempt(admin(), name, PASSWORD, "Cookie", device).expect(200);
        }
        changePassword(ada, PASSWORD, OTHER_PASSWORD).expect(204);
        Person.attempt(admin(), name, "wrong", "Cookie", device).expect(401);
        Person.attempt(admin(), name, OTHER_PASSWORD, "Cookie", device).expect(200);
        assertThat(retryAfter(Person.attempt(admin(), name, OTHER_PASSWORD))).isBetween(1L, 30L);
    }

    @Test
    void aDeviceAndASessionHaveFiveGuessesOfTheirOwnAndNoMore() {
        var name = unique("ada");
        create(admin(), name, "").expect(201);
        var stolen = Person.attempt(admin(), name, PASSWORD);
        var safe = Person.attempt(admin(), name, PASSWORD);
        for (var attempt = 0; attempt < 5; attempt++) {
            Person.attempt(admin(), name, "wrong", "Cookie", device(stolen)).expect(401);
        }
        assertThat(retryAfter(Person.attempt(admin(), name, PASSWORD, "Cookie", device(stolen))))
                .isBetween(1L, 30L);
        for (var attempt = 0; attempt < 5; attempt++) {
            changePassword(person(stolen), "wrong", OTHER_PASSWORD).expect(400);
        }
        assertThat(retryAfter(changePassword(person(stolen), PASSWORD, OTHER_PASSWORD)))
                .isBetween(1L, 30L);
        // Neither makes anybody else wait: another device or session, or a stranger.
        Person.attempt(admin(), name, PASSWORD, "Cookie", device(safe)).expect(200);
        Person.attempt(admin(), name, PASSWORD).expect(200);
        changePassword(person(safe), PASSWORD, OTHER_PASSWORD).expect(204);

        // A device that is known to one account is a stranger to all others.
        var other = unique("bob");
        create(admin(), other, "").expect(201);
        for (var attempt = 0; attempt < 5; attempt++) {
            Person.attempt(admin(), other, "wrong", "Cookie", device(safe)).expect(401);
        }
        Person.attempt(admin(), other, PASSWORD, "Cookie", device(safe)).expect(429);
        Person.attempt(admin(), other, PASSWORD, "Cookie", "belfry_device=made-up")
                .expect(429);
        Person.attempt(admin(), name, OTHER_PASSWORD, "Cookie", device(safe)).expect(200);
    }

    @Test
    void anAccountThatDoesNotExistIsLockedLikeOneThatDoes() {
        var real = unique("ada");
        create(admin(), real, "").expect(201);
        var answers = new ArrayList<List<String>>();
        for (var name : List.of(real, unique("nobody"))) {
            var told = new ArrayList<String>();
            for (var attempt = 0; attempt < 7; attempt++) {
                var answer = Person.attempt(admin(), name, "wrong password");
                told.add(answer.status() + answer.text());
            }
            answers.add(told);
        }
        assertThat(answers.get(0)).isEqualTo(answers.get(1));
        assertThat(answers.get(0).get(4)).startsWith("401");
        assertThat(answers.get(0).get(5)).startsWith("429");
    }

    private static long retryAfter(Answer answer) {
        assertThat(answer.expect(429).getString("error")).contains("try again later");
        return answer.response().headers().firstValueAsLong("Retry-After").orElseThrow();
    }

    private static Answer changePassword(Person person, String current, String password) {
        return person.send(
                "PUT", "api/session/password", "{\"current\":\"" + current + "\",\"password\":\"" + password + "\"}");
    }

    private BelfryClient adminOfNewOrganization() {
        var code = unique("org");
        admin().post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Test\"}")
                .expect(201);
        return admin().withNewKey(Json.createObjectBuilder()
                .add("name", "admin")
                .add("role", "admin")
                .add("organization", code));
    }

    /** {@code more} is further members, with a comma before. */
    private static String account(String name, String more) {
        return "{\"account\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"" + more + "}";
    }

    private static Answer create(BelfryClient client, String name, String more) {
        return client.post("api/accounts", account(name, more));
    }

    private static Answer change(BelfryClient client, String name, String body) {
        return client.put("api/accounts/" + name, body);
    }

    private static List<Integer> atOnce(int threads, IntFunction<Callable<Integer>> calls) throws Exception {
        var barrier = new CyclicBarrier(threads);
        var executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> answers = IntStream.range(0, threads)
                    .mapToObj(i -> executor.submit(() -> {
                        barrier.await();
                        return calls.apply(i).call();
                    }))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            executor.shutdown();
        }
    }
}
