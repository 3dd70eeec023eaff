package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.Guide;
import org.belfry.testing.OpenApiDocument;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every command of docs/api.md does what the document says. */
@Tag("both-databases")
class ApiGuideIT extends BelfryIT {

    private static final Path DOCUMENT = Path.of("docs", "api.md");
    /** What the guide has no example of; AuditIT, DeliveriesIT and IntegrityIT have. */
    private static final Set<String> NOT_IN_THE_GUIDE =
            Set.of("circuit.closed", "delivery.retried", "inbox.repaired", "password.refused");

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
        var key = keyOfANewOrganization();
        var environment = Map.of(
                "PATH",
                PATH,
                "BELFRY",
                address.substring(0, address.length() - 1),
                "KEY",
                key,
                "PLATFORM_KEY",
                BelfryClient.ADMIN_KEY);

        assertThat(guide.run(TestEnvironment.folder("guide"), environment)).isEmpty();
        everythingIsInTheAuditLog(admin().withKey(key));
    }

    /** What each operation says that it records, as far as it did something here, is there. */
    private void everythingIsInTheAuditLog(BelfryClient client) {
        var expected = new TreeSet<String>();
        OpenApiDocument.written().operations().forEach(operation -> expected.addAll(operation.audited()));
        expected.removeAll(NOT_IN_THE_GUIDE);
        var recorded = new TreeSet<String>();
        for (var reader : List.of(client, admin())) {
            reader.get("api/audit?format=ndjson")
                    .text()
                    .lines()
                    .map(line -> Json.createReader(new StringReader(line)).readObject())
                    .forEach(entry -> recorded.add(entry.getString("action")));
        }
        assertThat(recorded).containsAll(expected);
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
