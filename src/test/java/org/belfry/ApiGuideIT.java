package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Guide;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every command of docs/api.md does what the document says. */
class ApiGuideIT extends BelfryIT {

    private static final Path DOCUMENT = Path.of("docs", "api.md");
    private static final String PATH = System.getenv("PATH");

    /** Without them the test is skipped, but never where the environment says CI=true. */
    @BeforeAll
    static void needBashAndCurl() {
        for (var program : Stream.of("bash", "curl").toList()) {
            if (!"true".equals(System.getenv("CI"))) {
                Assumptions.assumeTrue(
                        isThere(program), () -> DOCUMENT + " is not tested: there is no " + program + " on the PATH");
            }
            assertThat(isThere(program)).as(program).isTrue();
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(PATH.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void everyCommandAnswersWhatTheGuideSays() {
        var guide = Guide.read(DOCUMENT);
        assertThat(guide.size()).isGreaterThan(40);
        var address = url.toString();
        var environment = Map.of(
                "PATH",
                PATH,
                "BELFRY",
                address.substring(0, address.length() - 1),
                "KEY",
                keyOfANewOrganization(),
                "PLATFORM_KEY",
                BelfryClient.ADMIN_KEY);

        assertThat(guide.run(TestEnvironment.folder("guide"), environment)).isEmpty();
    }

    /** Whom the guide names are then its own. */
    private String keyOfANewOrganization() {
        var organization = unique("guide");
        admin().post(
                        "api/organizations",
                        Json.createObjectBuilder()
                                .add("code", organization)
                                .add("name", "Readers of the guide")
                                .build()
                                .toString())
                .expect(201);
        return admin().post(
                        "api/keys",
                        Json.createObjectBuilder()
                                .add("name", "guide")
                                .add("role", "admin")
                                .add("organization", organization)
                                .build()
                                .toString())
                .expect(201)
                .getString("key");
    }
}
