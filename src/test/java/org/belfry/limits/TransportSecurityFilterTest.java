package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportSecurityFilterTest {

    @Test
    void theConsolesCookieIsCompletedOnce() {
        assertThat(TransportSecurityFilter.completed("belfry_console=1; Path=/; HttpOnly", true))
                .isEqualTo("belfry_console=1; Path=/; HttpOnly; Secure; SameSite=Lax");
        assertThat(TransportSecurityFilter.completed("belfry_console=1; Path=/; HttpOnly", false))
                .isEqualTo("belfry_console=1; Path=/; HttpOnly; SameSite=Lax");
        var whole = "belfry_console=1; Path=/; secure; SameSite=Lax";
        assertThat(TransportSecurityFilter.completed(whole, true)).isEqualTo(whole);
    }

    @Test
    void anotherCookieStaysAsItIs() {
        assertThat(TransportSecurityFilter.completed("belfry_session=1; Path=/", true))
                .isEqualTo("belfry_session=1; Path=/");
        assertThat(TransportSecurityFilter.completed("x_belfry_console=1", true))
                .isEqualTo("x_belfry_console=1");
    }
}
