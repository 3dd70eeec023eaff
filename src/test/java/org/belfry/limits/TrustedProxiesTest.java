package org.belfry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final TrustedProxies NONE = TrustedProxies.parse("it", "");
    private static final TrustedProxies TRUSTED = TrustedProxies.parse("it", "10.0.0.0/8, 192.0.2.1,2001:db8:1::/48");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # peer               | X-Forwarded-For                        | client
                    198.51.100.7         | -                                      | 198.51.100.7
                    198.51.100.7         | 203.0.113.1                            | 198.51.100.7
                    10.1.2.3             | -                                      | 10.1.2.3
                    10.1.2.3             | 203.0.113.1                            | 203.0.113.1
                    192.0.2.1            | 203.0.113.1                            | 203.0.113.1
                    192.0.2.2            | 203.0.113.1                            | 192.0.2.2
                    # What the client wrote itself stands further left
                    10.1.2.3             | 127.0.0.1, 203.0.113.1                 | 203.0.113.1
                    10.1.2.3             | 127.0.0.1,10.0.0.1,203.0.113.1         | 203.0.113.1
                    # Several proxies of ours
                    10.1.2.3             | 203.0.113.1, 192.0.2.1, 10.9.9.9       | 203.0.113.1
                    10.1.2.3             | 10.7.7.7, 10.9.9.9                     | 10.7.7.7
                    # What is no address ends the search at the last that is known
                    10.1.2.3             | unknown                                | 10.1.2.3
                    10.1.2.3             | 203.0.113.1, garbage                   | 10.1.2.3
                    10.1.2.3             | 203.0.113.1, _hidden, 10.9.9.9         | 10.9.9.9
                    10.1.2.3             | 203.0.113.1,                           | 10.1.2.3
                    10.1.2.3             | ,,,                                    | 10.1.2.3
                    10.1.2.3             | localhost                              | 10.1.2.3
                    10.1.2.3             | example.org                            | 10.1.2.3
                    10.1.2.3             | *                                      | 10.1.2.3
                    10.1.2.3             | 203.0.113.*                            | 10.1.2.3
                    10.1.2.3             | 203.0.113.0/24                         | 10.1.2.3
                    10.1.2.3             | 203.0.113.1-9                          | 10.1.2.3
                    10.1.2.3             | 203.0.113.256                          | 10.1.2.3
                    10.1.2.3             | 203.0.113                              | 10.1.2.3
                    10.1.2.3             | 0xcb007101                             | 10.1.2.3
                    10.1.2.3             | 0xcb.0.113.1                           | 10.1.2.3
                    10.1.2.3             | 0313.0.113.1                           | 10.1.2.3
                    10.1.2.3             | 3405803777                             | 10.1.2.3
                    10.1.2.3             | 203.0.113.1:notaport                   | 10.1.2.3
                    10.1.2.3             | 203.0.113.1 OR 1=1                     | 10.1.2.3
                    10.1.2.3             | [2001:db8:2::1                         | 10.1.2.3
                    10.1.2.3             | <script>                               | 10.1.2.3
                    # With a port
                    10.1.2.3             | 203.0.113.1:40123                      | 203.0.113.1
                    10.1.2.3             | [2001:db8:2::1]:40123                  | 2001:db8:2::/64
                    10.1.2.3             | [2001:db8:2::1]                        | 2001:db8:2::/64
                    # IPv6, by its network, however it is written
                    2001:db8:2::1        | -                                      | 2001:db8:2::/64
                    2001:0DB8:2:0:F::2   | -                                      | 2001:db8:2::/64
                    2001:db8:2:0:1::1    | 203.0.113.1                            | 2001:db8:2::/64
                    2001:db8:2:1::1      | -                                      | 2001:db8:2:1::/64
                    2001:db8:1:ff::1     | 2001:db8:3::77                         | 2001:db8:3::/64
                    0:0:0:0:0:0:0:1      | -                                      | ::/64
                    fe80::1%eth0         | -                                      | fe80::/64
                    # IPv4 within IPv6 is IPv4
                    ::ffff:198.51.100.7  | -                                      | 198.51.100.7
                    ::ffff:10.1.2.3      | ::ffff:203.0.113.1                     | 203.0.113.1
                    10.1.2.3             | ::FFFF:cb00:7101                       | 203.0.113.1
                    # What a server might say of a peer that it does not know
                    -                    | 203.0.113.1                            | unknown
                    ''                   | 203.0.113.1                            | unknown
                    """)
    void theClientIsTheRightMostAddressThatIsNotTrusted(String peer, String header, String client) {
        assertThat(TRUSTED.client(peer, header == null ? List.of() : List.of(header)))
                .isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(TRUSTED.client("10.1.2.3", List.of("203.0.113.9", "203.0.113.1, 10.9.9.9")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void anEndlessHeaderIsNoAddress() {
        assertThat(TRUSTED.client("10.1.2.3", List.of("1".repeat(8000)))).isEqualTo("10.1.2.3");
        assertThat(TRUSTED.client("10.1.2.3", List.of("203.0.113.9,".repeat(1000) + "203.0.113.1")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void withoutTrustedProxiesTheHeaderChangesNothing() {
        assertThat(NONE.client("198.51.100.7", List.of("203.0.113.1"))).isEqualTo("198.51.100.7");
        assertThat(NONE.isTrusted("198.51.100.7")).isFalse();
        assertThat(TRUSTED.isTrusted("10.255.0.1")).isTrue();
        assertThat(TRUSTED.isTrusted("2001:db8:1:5::9")).isTrue();
        assertThat(TRUSTED.isTrusted("2001:db8:2::1")).isFalse();
    }

    @Test
    void aRangeMayBeNamedByAnyOfItsAddresses() {
        assertThat(TrustedProxies.parse("it", "10.1.2.3/8").isTrusted("10.200.0.1"))
                .isTrue();
        assertThat(TrustedProxies.parse("it", "::ffff:10.1.2.3").isTrusted("10.1.2.3"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.org",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0",
                "*",
                "10.*",
                "10.0.0.1-9",
                "2001:db8::/129",
                "/8",
                "10.0.0.1;10.0.0.2",
                "10.0.0.1 10.0.0.2",
                "0x0a.0.0.1",
                "all"
            })
    void whatIsNoAddressStopsTheStartWithASentence(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> TrustedProxies.parse("belfry.trusted-proxies", "192.0.2.1, " + text))
                .withMessage("belfry.trusted-proxies must be comma-separated IP addresses and CIDR ranges, and not \""
                        + text + "\"");
    }
}
