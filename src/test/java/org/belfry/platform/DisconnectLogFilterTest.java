package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class DisconnectLogFilterTest {

    @Test
    void whatFailsForWantOfAConnectionIsNotLogged() {
        assertThat(isLogged(new IllegalStateException(new IOException("Connection is closed"))))
                .isFalse();
        assertThat(isLogged(new IOException("Broken pipe"))).isFalse();
    }

    @Test
    void everythingElseIsLogged() {
        assertThat(isLogged(null)).isTrue();
        assertThat(isLogged(new IllegalStateException("no writer for this entity")))
                .isTrue();
    }

    @Test
    void anEarlierFilterStillDecides() {
        var filter = DisconnectLogFilter.withoutHungUp(entry -> false);

        assertThat(filter.isLoggable(new LogRecord(Level.SEVERE, "x"))).isFalse();
    }

    private static boolean isLogged(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "An I/O error has occurred");
        entry.setThrown(thrown);
        return DisconnectLogFilter.withoutHungUp(null).isLoggable(entry);
    }
}
