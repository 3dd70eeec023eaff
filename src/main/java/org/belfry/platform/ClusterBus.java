package org.belfry.platform;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Words to the other nodes on this database, and theirs. They are hints: one may be lost, so nothing may depend on it but how
 * soon something happens. On PostgreSQL they go by LISTEN and NOTIFY; Derby has no other nodes.
 */
@ApplicationScoped
public class ClusterBus {

    /** Another node has said something. Fired on the thread that listens: whoever observes it returns soon. */
    public record MessagesReceived(List<String> messages) {}

    /** This node listens, or listens again: what was said before was not heard. */
    public record ListeningStarted() {}

    private static final Logger LOG = Logger.getLogger(ClusterBus.class.getName());
    private static final String CHANNEL = "belfry";

    /** PostgreSQL takes less than 8,000 bytes at a time. */
    private static final int MOST_BYTES = 7_900;

    private static final long FIRST_WAIT_MILLIS = 250;
    private static final long LONGEST_WAIT_MILLIS = 5_000;

    @Inject
    private Database database;

    @Inject
    private BackgroundExecutor background;

    @Inject
    private Event<MessagesReceived> received;

    @Inject
    private Event<ListeningStarted> listeningStarted;

    @Inject
    @ConfigProperty(name = "belfry.db.url")
    private Optional<String> url;

    @Inject
    @ConfigProperty(name = "belfry.db.user", defaultValue = "belfry")
    private String user;

    @Inject
    @ConfigProperty(name = "belfry.db.password", defaultValue = "belfry")
    private String password;

    /** Stands before what this node says, as a node hears itself too. */
    private final String self = UUID.randomUUID().toString();

    private volatile PostgresListener listener;
    private volatile boolean stopped;

    void start(@Observes DatabaseMigrated migrated) {
        if (hasOtherNodes() && url.isPresent()) {
            background.listen(this::listen);
        } else if (hasOtherNodes()) {
            LOG.warning(
                    "Without BELFRY_DB_URL this node does not hear the others; it looks for their changes every two seconds");
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        var open = listener;
        if (open != null) {
            open.close();
        }
    }

    /** False where this node is certainly the only one. */
    public boolean hasOtherNodes() {
        return !database.isOfOneNode();
    }

    /** False while words of others are missed, so that whoever waits for them has to look for himself. */
    public boolean isListening() {
        return !hasOtherNodes() || listener != null;
    }

    /**
     * Says something to all others. Not to be called in a transaction.
     *
     * @param words without white space, each much shorter than 8,000 bytes
     */
    public void publish(Collection<String> words) {
        if (!hasOtherNodes() || words.isEmpty()) {
            return;
        }
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement("select pg_notify('" + CHANNEL + "', ?)")) {
            for (var message : messages(self, words)) {
                statement.setString(1, message);
                statement.execute();
            }
        } catch (SQLException e) {
            LOG.log(Level.FINE, "The other nodes could not be notified; they will read the database", e);
        }
    }

    /** As few messages as it takes, each with who says it before its words. */
    static List<String> messages(String self, Collection<String> words) {
        var messages = new ArrayList<String>();
        var message = new StringBuilder(self);
        for (var word : words) {
            if (message.length() + 1 + word.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                messages.add(message.toString());
                message = new StringBuilder(self);
            }
            message.append(' ').append(word);
        }
        messages.add(message.toString());
        return messages;
    }

    private void listen() {
        var wait = FIRST_WAIT_MILLIS;
        while (!stopped) {
            try (var opened = PostgresListener.open(url.get(), user, password, CHANNEL)) {
                listener = opened;
                wait = FIRST_WAIT_MILLIS;
                fire(listeningStarted, new ListeningStarted());
                while (!stopped) {
                    opened.poll().forEach(this::take);
                }
            } catch (SQLException | RuntimeException e) {
                if (!stopped) {
                    LOG.log(Level.WARNING, "Messages from other nodes cannot be received: {0}", e.getMessage());
                }
            } finally {
                listener = null;
            }
            wait = pause(wait);
        }
    }

    private void take(String message) {
        var words = Characters.split(message, ' ');
        if (!words.get(0).equals(self)) {
            fire(received, new MessagesReceived(words.subList(1, words.size())));
        }
    }

    private static <T> void fire(Event<T> event, T news) {
        try {
            event.fire(news);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A message from another node could not be processed", e);
        }
    }

    /** Answers how long to wait the next time. */
    private long pause(long millis) {
        if (!stopped) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        return Math.min(LONGEST_WAIT_MILLIS, millis * 2);
    }
}
