package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownDevicesTest {

    private static final long NOW = 1_000_000;
    private static final long DAY = 24 * 3600L;

    private static KnownDevices memory(String... digests) {
        var seen = new HashMap<String, Long>();
        for (var digest : digests) {
            seen.put(digest, NOW);
        }
        return new KnownDevices(seen);
    }

    @Test
    void theVeryFirstDeviceIsNoNews() {
        var sighting = memory().see(null, "cookie", "client", NOW);
        assertThat(sighting.isNew()).isFalse();
        assertThat(sighting.noted()).containsExactlyInAnyOrder("cookie", "client");
        assertThat(sighting.forgotten()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cookie, client, false",
        "cookie, another, false",
        "another, client, false",
        ", client, false",
        "another, another, true",
        ", another, true",
    })
    void aDeviceIsKnownByItsCookieOrByItsClient(String presented, String client, boolean isNew) {
        assertThat(memory("cookie", "client")
                        .see(presented, "kept", client, NOW)
                        .isNew())
                .isEqualTo(isNew);
    }

    @Test
    void aKnownDeviceIsNotedOnceADay() {
        var memory = memory("cookie", "client");
        assertThat(memory.see("cookie", "cookie", "client", NOW + DAY - 1).noted())
                .isEmpty();
        assertThat(memory.see("cookie", "cookie", "client", NOW + DAY).noted())
                .containsExactlyInAnyOrder("cookie", "client");
        assertThat(memory.see("cookie", "cookie", "another", NOW + 1).noted()).containsExactly("another");
    }

    @Test
    void theLongestUnseenAreForgotten() {
        var seen = new HashMap<String, Long>();
        for (var i = 0; i < KnownDevices.MOST; i++) {
            seen.put("device" + i, NOW + i);
        }
        var later = NOW + 2 * DAY;
        assertThat(new KnownDevices(seen).see(null, "cookie", "client", later).forgotten())
                .containsExactlyInAnyOrder("device0", "device1");
        assertThat(new KnownDevices(seen)
                        .see("device0", "device0", "client", later)
                        .forgotten())
                .containsExactly("device1");
        assertThat(new KnownDevices(seen)
                        .see("device0", "device0", "device1", later)
                        .forgotten())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Firefox/131.0, Firefox/132.0.1, true",
        "Firefox/131.0, Chrome/131.0, false",
        "Firefox/131.0, , false",
        ", , true",
    })
    void anUpdateMakesNoNewDevice(String before, String after, boolean same) {
        assertThat(KnownDevices.digest(before, "192.0.2.1").equals(KnownDevices.digest(after, "192.0.2.1")))
                .isEqualTo(same);
        assertThat(KnownDevices.digest(before, "192.0.2.1")).isNotEqualTo(KnownDevices.digest(before, "192.0.2.2"));
    }

    @Test
    void nothingIsKeptAsItIs() {
        assertThat(KnownDevices.digest("token")).hasSize(64).doesNotContain("token");
        assertThat(KnownDevices.digest("Firefox", "192.0.2.1")).hasSize(64);
        assertThat(new KnownDevices(Map.of()).knows("x")).isFalse();
    }

    @Test
    void whatAClientCallsItselfIsShownWithoutControlCharactersAndNotAtLength() {
        assertThat(new Device(null, "a\u0000b\u0085c", "x").shownName()).isEqualTo("abc");
        assertThat(new Device(null, "x".repeat(1000), "x").shownName()).hasSize(300);
        assertThat(new Device(null, null, "x").shownName()).isNull();
    }
}
