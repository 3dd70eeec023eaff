package org.belfry.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.belfry.platform.IpRanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static AddressGuard guard(String allowed, boolean othersToo, String... addresses) {
        return new AddressGuard(IpRanges.parse("it", allowed), othersToo, host -> addresses(host, addresses), SOON);
    }

    /** As the system's resolver gives them: with the name that was asked for. */
    private static InetAddress[] addresses(String host, String... addresses) throws UnknownHostException {
        var found = new InetAddress[addresses.length];
        for (var i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(addresses[i]).getAddress());
        }
        return found;
    }

    @Test
    void theAddressesThatWereLookedAtAreTheOnesThatAreConnectedTo() throws UnknownHostException {
        try (var guard = guard("", true, "93.184.216.34", "2606:2800:220:1::1")) {
            assertThat(guard.resolve("example.org", 443))
                    .extracting(address -> address.getAddress().getHostAddress() + " " + address.getPort())
                    .containsExactly("93.184.216.34 443", "2606:2800:220:1:0:0:0:1 443");
            assertThat(guard.isInside("example.org")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, example.org resolves to 10.0.0.1, in a private network",
        "127.0.0.1, example.org resolves to 127.0.0.1, a loopback address",
        "::1, example.org resolves to ::1, a loopback address",
        "169.254.169.254, example.org resolves to 169.254.169.254, a link-local address"
    })
    void whatIsNotOfTheOpenInternetIsBlocked(String address, String sentence, String what) {
        try (var guard = guard("", true, address)) {
            assertThatExceptionOfType(BlockedAddressException.class)
                    .isThrownBy(() -> guard.resolve("example.org"))
                    .withMessage(sentence + ", which is " + what);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34 10.0.0.1", "10.0.0.1 93.184.216.34", "2606:2800:220:1::1 93.184.216.34 ::1"})
    void oneAddressThatIsRefusedRefusesThemAll(String addresses) {
        try (var guard = guard("", true, addresses.split(" "))) {
            assertThatExceptionOfType(BlockedAddressException.class).isThrownBy(() -> guard.resolve("example.org"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, 127.0.0.2, false",
        "127.0.0.1, ::1, false",
        "'10.1.0.0/16, fd00::/8', 10.1.2.3, true",
        "'10.1.0.0/16, fd00::/8', fd12::1, true",
        "'10.1.0.0/16, fd00::/8', 10.2.0.1, false",
        "'10.1.0.0/16, fd00::/8', 64:ff9b::a01:203, false",
        "0.0.0.0/0, 127.0.0.1, true",
        "0.0.0.0/0, ::1, false"
    })
    void whatTheDeploymentAllowsIsLetThroughAndRemembered(String allowed, String address, boolean expected) {
        try (var guard = guard(allowed, true, address)) {
            assertThat(isLetThrough(guard)).isEqualTo(expected);
            assertThat(guard.isInside("Example.org")).isEqualTo(expected);
            assertThat(guard.isInside("example.net")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1/32, 127.0.0.1, true",
        "127.0.0.1/32, 93.184.216.34, false",
        "127.0.0.1/32, 93.184.216.34 127.0.0.1, false",
        "93.184.216.34, 93.184.216.34, true"
    })
    void plainHttpGoesNowhereElse(String allowed, String addresses, boolean expected) {
        try (var guard = guard(allowed, false, addresses.split(" "))) {
            assertThat(isLetThrough(guard)).isEqualTo(expected);
        }
    }

    private static boolean isLetThrough(AddressGuard guard) {
        try {
            return guard.resolve("example.org").length > 0;
        } catch (BlockedAddressException e) {
            return false;
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** With the resolver that there is: whatever it makes of a spelling is what is looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "0x7f.0.0.1",
                "0x7f000001",
                "[::1]",
                "::1",
                "[::ffff:127.0.0.1]",
                "::ffff:7f00:1",
                "0:0:0:0:0:0:0:1",
                "[fe80::1%1]",
                "localhost",
                "LOCALHOST",
                "localhost.",
                "10.0.0.1",
                "[64:ff9b::127.0.0.1]",
                "[::]",
                "0",
                "0.0.0.0",
                "169.254.169.254",
                "2852039166"
            })
    void noSpellingLeadsInside(String host) {
        try (var guard = new AddressGuard(IpRanges.parse("it", ""), true)) {
            // Some of them are no address for the resolver, and no host either: that is as good.
            assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> guard.resolve(host));
        }
    }

    @Test
    void aResolverThatHangsHoldsNobodyForEver() {
        var never = new CountDownLatch(1);
        var names = (AddressGuard.Names) host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return addresses(host, "93.184.216.34");
        };
        try (var guard = new AddressGuard(IpRanges.parse("it", ""), true, names, Duration.ofMillis(50))) {
            assertThat(Arrays.asList("one.example.org", "other.example.org"))
                    .allSatisfy(host -> assertThatExceptionOfType(UnknownHostException.class)
                            .isThrownBy(() -> guard.resolve(host))
                            .withMessageStartingWith(host + " could not be looked up in"));
        }
    }

    @Test
    void aNameThatIsNotKnownIsNotBlocked() {
        var names = (AddressGuard.Names) host -> {
            throw new UnknownHostException(host);
        };
        try (var guard = new AddressGuard(IpRanges.parse("it", ""), true, names, SOON)) {
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> guard.resolve("nowhere.example.org"))
                    .isNotInstanceOf(BlockedAddressException.class);
        }
        try (var guard = guard("", true)) {
            assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> guard.resolve("example.org"));
        }
    }
}
