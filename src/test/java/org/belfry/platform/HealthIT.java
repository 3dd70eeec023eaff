package org.belfry.platform;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import org.belfry.testing.BelfryIT;
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
}
