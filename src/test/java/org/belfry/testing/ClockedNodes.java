package org.belfry.testing;

import jakarta.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
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
        var code = "clocked-" + UUID.randomUUID().toString().substring(0, 8);
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
    public long move(long seconds) {
        var then = now() + seconds;
        write(clock, then);
        return then;
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

    /** The application as it was packaged, with {@link FileClock} beside it. */
    private static synchronized Path war() {
        var war = TestEnvironment.folder("clocks").resolve("belfry.war").toAbsolutePath();
        if (!Files.exists(war)) {
            var clock = ShrinkWrap.create(JavaArchive.class, "clock.jar")
                    .addClass(FileClock.class)
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
