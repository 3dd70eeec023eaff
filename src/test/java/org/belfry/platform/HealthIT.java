package org.belfry.platform;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Test;

class HealthIT extends BelfryIT {
    @Test
    void theServerIsUpOnceTheApplicationIsReady() {
        get(URI.create(url + "health"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks", not(empty()));
    }

    /** Anyone may ask. */
    @Test
    void nothingIsSaidOfWhatTheServerRunsOn() {
        var health = get(URI.create(url + "health")).then().extract().asString();

        assertThat(health)
                .contains("secrets")
                .doesNotContainIgnoringCase("derby")
                .doesNotContainIgnoringCase("postgres");
    }

    /** Each would take half a megabyte of Open Liberty's heap, for each route, method and status. */
    @Test
    void noRequestIsTimedInPercentiles() {
        admin().get("api/types").expect(200);
        var lines = get(URI.create(url + "metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(lines.lines().filter(line -> line.startsWith("REST_request_seconds{")))
                .isEmpty();
        if (TestEnvironment.server() == TestEnvironment.Server.LIBERTY) {
            assertThat(lines).contains("REST_request_seconds_bucket{");
        }
    }
}
