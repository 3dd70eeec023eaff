package org.belfry.limits;

import inet.ipaddr.IPAddress;
import java.util.List;
import org.belfry.platform.Characters;
import org.belfry.platform.IpRanges;

/** The proxies whose word on the client's address is taken. */
final class TrustedProxies {

    /** An IPv6 client usually has a whole /64, and could else have an address of its own for each request. */
    private static final int IPV6_CLIENT = 64;

    /** Characters of an entry that may still be an address, with brackets, zone and port. */
    private static final int LONGEST = 80;

    private final IpRanges ranges;

    private TrustedProxies(IpRanges ranges) {
        this.ranges = ranges;
    }

    /**
     * @param text addresses and CIDR ranges with commas between; may be blank
     * @throws IllegalStateException with one sentence that names what is neither
     */
    static TrustedProxies parse(String property, String text) {
        return new TrustedProxies(IpRanges.parse(property, text));
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
                .flatMap(line -> Characters.split(line, ',').stream())
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
        return ranges.hold(address);
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
        return IpRanges.address(bare);
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.charAt(0) == ':' && Characters.areDigits(text.substring(1), 5);
    }
}
