package org.belfry.limits;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The proxies whose word on the client's address is taken. Addresses are parsed as text only: no name is ever looked up,
 * and none of the short or octal forms is taken, which others might read differently.
 */
final class TrustedProxies {

    /** An IPv6 client usually has a whole /64, and could else have an address of its own for each request. */
    private static final int IPV6_CLIENT = 64;

    /** Characters of an entry that may still be an address, with brackets, zone and port. */
    private static final int LONGEST = 80;

    private static final IPAddressStringParameters ADDRESS = parameters(false);
    private static final IPAddressStringParameters RANGE = parameters(true);

    private final List<IPAddress> ranges;

    private TrustedProxies(List<IPAddress> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param text addresses and CIDR ranges with commas between; may be blank
     * @throws IllegalStateException with one sentence that names what is neither
     */
    static TrustedProxies parse(String property, String text) {
        var ranges = new ArrayList<IPAddress>();
        for (var part : text.split(",")) {
            if (!part.isBlank()) {
                var range = new IPAddressString(part.strip(), RANGE).getAddress();
                if (range == null) {
                    throw new IllegalStateException(property
                            + " must be IP addresses and CIDR ranges with commas between, and not \"" + part.strip()
                            + "\"");
                }
                ranges.add(plain(range.toPrefixBlock()));
            }
        }
        return new TrustedProxies(List.copyOf(ranges));
    }

    /**
     * Where a request comes from: its peer, or where that is a trusted proxy, the right-most address of the header that
     * is not. What stands further left was written by who knows whom. An entry that is no address ends the search at the
     * proxy that passed it on.
     *
     * @param peer the other end of the TCP connection
     * @param forwardedFor the lines of {@code X-Forwarded-For} in their order
     * @return an IPv4 address, or an IPv6 network of 64 bits, in one fixed way to write it
     */
    String client(String peer, List<String> forwardedFor) {
        var address = address(peer);
        if (address == null) {
            return "unknown";
        }
        var hops = forwardedFor.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .toList();
        for (var next = hops.size() - 1; next >= 0 && isTrusted(address); next--) {
            var hop = address(hops.get(next));
            if (hop == null) {
                break;
            }
            address = hop;
        }
        return text(address);
    }

    boolean isTrusted(String peer) {
        var address = address(peer);
        return address != null && isTrusted(address);
    }

    private boolean isTrusted(IPAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static String text(IPAddress address) {
        return address.isIPv6() ? address.toPrefixBlock(IPV6_CLIENT).toCanonicalString() : address.toCanonicalString();
    }

    /** With or without a port, IPv6 with or without brackets; null for anything else. */
    private static IPAddress address(String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        var bare = text.strip();
        var colon = bare.indexOf(':');
        if (bare.startsWith("[")) {
            var end = bare.indexOf(']');
            if (end < 0 || !isPort(bare.substring(end + 1))) {
                return null;
            }
            bare = bare.substring(1, end);
        } else if (colon >= 0 && colon == bare.lastIndexOf(':')) {
            if (!isPort(bare.substring(colon))) {
                return null;
            }
            bare = bare.substring(0, colon);
        }
        var address = new IPAddressString(bare, ADDRESS).getAddress();
        return address == null ? null : plain(address);
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.matches(":[0-9]{1,5}");
    }

    /** An IPv4 client that an IPv6 socket shows as {@code ::ffff:192.0.2.1} is the same client; a zone tells nothing. */
    private static IPAddress plain(IPAddress address) {
        if (!address.isIPv6()) {
            return address;
        }
        var withoutZone = address.toIPv6().removeZone();
        return withoutZone.isIPv4Mapped() ? withoutZone.getEmbeddedIPv4Address() : withoutZone;
    }

    private static IPAddressStringParameters parameters(boolean prefix) {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowPrefixOnly(false)
                .allowMask(false)
                .allowPrefix(prefix)
                .allow_inet_aton(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getIPv4AddressParametersBuilder()
                .allowLeadingZeros(false)
                .allowBinary(false)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowBase85(false)
                .allowBinary(false)
                .getParentBuilder()
                .toParams();
    }
}
