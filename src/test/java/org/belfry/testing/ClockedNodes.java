package org.belfry.testing;

import jakarta.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * {@link Nodes} whose clock stands still, until the test moves it. What waits for real time, such as the timers of the server, goes
 * on as ever. Starting servers takes long, so that all tests of a run which do not kill them use {@link #shared}.
 */
public final class ClockedNodes implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ClockedNodes shared;

    private final Path clock;
    private final Nodes nodes;

    private ClockedNodes(Path clock, Nodes nodes) {
        this.clock = clock;
        this.nodes = nodes;
    }

    /** Those that all tests of this run use. Their time only ever goes on, and each test has an organization of its own. */
    public static synchronized ClockedNodes shared() {
        if (shared == null) {
            shared = start("clocked", Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /**
     * Starts nodes at the present second.
     *
     * @param name of the servers' folders below the build's output
     * @param more what differs from the environment of the server under test, beside the database
     */
    public static ClockedNodes start(String name, Map<String, String> more) {
        var clock = TestEnvironment.folder("clocks").resolve(name).toAbsolutePath();
        write(clock, Instant.now().getEpochSecond());
        var environment = new HashMap<>(more);
        environment.put(FileClock.VARIABLE, clock.toString());
        return new ClockedNodes(clock, Nodes.start(name, environment, war()));
    }

    public Nodes nodes() {
        return nodes;
    }

    /** An admin of a new organization, which has nothing in it; at the first of the nodes. */
    public BelfryClient organization() {
        return organization("clocked-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** @param code of the organization, which no other test uses */
    public BelfryClient organization(String code) {
        var admin = nodes.client(0);
        admin.post("api/organizations", "{\"code\":\"" + code + "\",\"name\":\"Test\"}")
                .expect(201);
        return admin.withNewKey(Json.createObjectBuilder()
                .add("name", "admin")
                .add("role", "admin")
                .add("organization", code));
    }

    /** What the servers' clock shows, in Unix seconds. */
    public long now() {
        try {
            return Long.parseLong(Files.readString(clock).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the clock forward by some seconds; answers what it shows then. */
    public synchronized long move(long seconds) {
        var then = now() + seconds;
        write(clock, then);
        return then;
    }

    /**
     * What a query finds in the nodes' database: the columns of each row as text. Asked through a node, as nobody else can open Derby's.
     */
    public List<List<String>> rows(String query) {
        var address = nodes.url(0).resolve(QueryServlet.PATH + "?query=" + BelfryClient.encode(query));
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(query + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body()
                    .lines()
                    .map(line -> List.of(line.split(QueryServlet.COLUMN_END)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.close();
    }

    /** In one step, as the servers read it at any time. */
    private static void write(Path clock, long second) {
        try {
            var next = clock.resolveSibling(clock.getFileName() + ".next");
            Files.writeString(next, Long.toString(second));
            Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The application as it was packaged, with {@link FileClock} and {@link QueryServlet} beside it. */
    private static synchronized Path war() {
        var war = TestEnvironment.folder("clocks").resolve("belfry.war").toAbsolutePath();
        if (!Files.exists(war)) {
            var clock = ShrinkWrap.create(JavaArchive.class, "clock.jar")
                    .addClasses(FileClock.class, QueryServlet.class)
                    .addAsManifestResource(new StringAsset("""
                            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"
                                bean-discovery-mode="annotated"/>
                            """), "beans.xml");
            ShrinkWrap.create(ZipImporter.class, "belfry.war")
                    .importFrom(new File(TestEnvironment.property("belfry.it.war")))
                    .as(WebArchive.class)
                    .addAsLibrary(clock)
                    .as(ZipExporter.class)
                    .exportTo(war.toFile());
        }
        return war;
    }
}
