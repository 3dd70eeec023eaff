package org.belfry.delivery.webhook;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Arrays;
import java.util.List;
import org.belfry.platform.IpRanges;
import org.belfry.platform.Sentence;

/** Which addresses are of the open Internet, and what the others are, after the registries of special-purpose addresses (RFC 6890). */
final class PublicAddress {

    private record Special(IPAddress range, Sentence what) {}

    private static final Sentence PRIVATE = Sentence.of("in a private network");
    private static final Sentence LOOPBACK = Sentence.of("a loopback address");
    private static final Sentence LINK_LOCAL = Sentence.of("a link-local address");
    private static final Sentence MULTICAST = Sentence.of("a multicast address");
    private static final Sentence RESERVED = Sentence.of("a reserved address");
    private static final Sentence EXAMPLE = Sentence.of("an address reserved for documentation");

    private static final List<Special> SPECIAL = List.of(
            special("0.0.0.0/8", RESERVED),
            special("10.0.0.0/8", PRIVATE),
            special("100.64.0.0/10", Sentence.of("in a provider's internal network")),
            special("127.0.0.0/8", LOOPBACK),
            special("169.254.0.0/16", LINK_LOCAL),
            special("172.16.0.0/12", PRIVATE),
            special("192.0.0.0/24", RESERVED),
            special("192.0.2.0/24", EXAMPLE),
            special("192.88.99.0/24", RESERVED),
            special("192.168.0.0/16", PRIVATE),
            special("198.18.0.0/15", Sentence.of("in a benchmarking network")),
            special("198.51.100.0/24", EXAMPLE),
            special("203.0.113.0/24", EXAMPLE),
            special("224.0.0.0/4", MULTICAST),
            special("240.0.0.0/4", RESERVED),
            // Outside of all registries: what a cloud tells each of its machines about itself.
            special("168.63.129.16/32", PRIVATE),
            special("::/128", RESERVED),
            special("::1/128", LOOPBACK),
            special("fc00::/7", PRIVATE),
            special("fe80::/10", LINK_LOCAL),
            special("fec0::/10", PRIVATE),
            special("ff00::/8", MULTICAST),
            // Protocols, with Teredo and ORCHID among them.
            special("2001::/23", RESERVED),
            special("2001:db8::/32", EXAMPLE),
            special("3fff::/20", EXAMPLE),
            special("3ffe::/16", RESERVED));

    private static final IPAddress GLOBAL_UNICAST = range("2000::/3");

    /** Addresses that are translated to an IPv4 address, which begins at that byte. */
    private static final IPAddress NAT64 = range("64:ff9b::/96");

    private static final int NAT64_AT = 12;
    private static final IPAddress SIX_TO_FOUR = range("2002::/16");
    private static final int SIX_TO_FOUR_AT = 2;

    private PublicAddress() {}

    /** What it is instead, such as "a loopback address"; null for an address of the open Internet. */
    static Sentence otherwise(IPAddress address) {
        var plain = IpRanges.plain(address);
        if (NAT64.contains(plain)) {
            return otherwise(embedded(plain, NAT64_AT));
        }
        if (SIX_TO_FOUR.contains(plain)) {
            return otherwise(embedded(plain, SIX_TO_FOUR_AT));
        }
        for (var special : SPECIAL) {
            if (special.range().contains(plain)) {
                return special.what();
            }
        }
        return plain.isIPv4() || GLOBAL_UNICAST.contains(plain) ? null : RESERVED;
    }

    private static IPAddress embedded(IPAddress address, int at) {
        return new IPv4Address(Arrays.copyOfRange(address.getBytes(), at, at + 4));
    }

    private static Special special(String range, Sentence what) {
        return new Special(range(range), what);
    }

    private static IPAddress range(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }
}
