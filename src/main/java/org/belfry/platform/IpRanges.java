package org.belfry.platform;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of IP addresses, as a setting names them. Addresses are parsed as text only: no name is ever looked up, and none of
 * the short or octal forms is taken, which others might read differently.
 */
public final class IpRanges {

    private static final IPAddressStringParameters ADDRESS = parameters(false);
    private static final IPAddressStringParameters RANGE = parameters(true);

    private final List<IPAddress> ranges;

    private IpRanges(List<IPAddress> ranges) {
        this.ranges = ranges;
    }

    /**
     * @param setting its name, for the sentence
     * @param text addresses and CIDR ranges with commas between; may be blank
     * @throws IllegalStateException with one sentence that names what is neither
     */
    public static IpRanges parse(String setting, String text) {
        var ranges = new ArrayList<IPAddress>();
        for (var part : Characters.split(text, ',')) {
            if (!part.isBlank()) {
                var range = new IPAddressString(part.strip(), RANGE).getAddress();
                if (range == null) {
                    throw new IllegalStateException(setting
                            + " must be comma-separated IP addresses and CIDR ranges, and not \"" + part.strip()
                            + "\"");
                }
                ranges.add(plain(range.toPrefixBlock()));
            }
        }
        return new IpRanges(List.copyOf(ranges));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** @param address as {@link #address} or {@link #plain} gave it */
    public boolean hold(IPAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** The address of its one usual way to be written, IPv6 without brackets; null for any other text. */
    public static IPAddress address(String text) {
        var address = new IPAddressString(text, ADDRESS).getAddress();
        return address == null ? null : plain(address);
    }

    /** An IPv4 address that an IPv6 socket shows as {@code ::ffff:192.0.2.1} is that IPv4 address; a zone tells nothing. */
    public static IPAddress plain(IPAddress address) {
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
