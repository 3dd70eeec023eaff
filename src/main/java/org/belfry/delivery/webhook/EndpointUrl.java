package org.belfry.delivery.webhook;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.belfry.platform.InputPattern;
import org.belfry.platform.IpRanges;
import org.belfry.platform.Sentence;

/** The URLs that an endpoint may have, as far as that can be said without looking a name up: each call looks at the rest. */
final class EndpointUrl {

    static final int MAX = 2000;

    private static final InputPattern NUMBERS = InputPattern.of(MAX, "[0-9.]+");
    private static final InputPattern NAMED = InputPattern.of(MAX, "([^\\[\\]:]++)(:[0-9]{1,5})?");
    private static final int LAST_PORT = 65_535;

    /** What is wrong with a URL: the rest of a sentence that begins with its name. */
    static final class InvalidUrlException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Sentence sentence;

        /** @param pattern of the {@linkplain Sentence#of sentence} */
        InvalidUrlException(String pattern, Object... values) {
            this(Sentence.of(pattern, values));
        }

        private InvalidUrlException(Sentence sentence) {
            super(sentence.english());
            this.sentence = sentence;
        }

        /** The message, to be translated. */
        Sentence sentence() {
            return sentence;
        }
    }

    private EndpointUrl() {}

    /**
     * @param allowed networks that calls may go to, whatever they are
     * @return the URL in ASCII: an international host name as DNS has it, the rest percent-encoded
     */
    static URI parse(String text, IpRanges allowed) throws InvalidUrlException {
        var url = ascii(text);
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new InvalidUrlException("must start with https:// or http://");
        }
        if (url.getRawUserInfo() != null) {
            throw new InvalidUrlException("must not contain a user name or password");
        }
        if (url.getRawFragment() != null) {
            throw new InvalidUrlException("must not contain a fragment (#)");
        }
        if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
            throw new InvalidUrlException("must have a port between 1 and %s", LAST_PORT);
        }
        if (url.toString().length() > MAX) {
            throw new InvalidUrlException("must have at most %s characters, percent-encoded", MAX);
        }
        checkHost(url.getHost(), scheme.equals("http"), allowed);
        return url;
    }

    private static void checkHost(String host, boolean plain, IpRanges allowed) throws InvalidUrlException {
        var bare = withoutBrackets(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        var address = IpRanges.address(bare);
        if (address == null && (host.startsWith("[") || NUMBERS.matches(bare))) {
            throw new InvalidUrlException("must contain a host name, or an IP address in the usual notation");
        }
        if (address != null && !allowed.hold(address) && PublicAddress.otherwise(address) != null) {
            throw new InvalidUrlException(
                    "must not point to %s, which is %s", address.toCanonicalString(), PublicAddress.otherwise(address));
        }
        if (plain && (address == null ? allowed.isEmpty() : !allowed.hold(address))) {
            throw new InvalidUrlException(
                    "must start with https://; http:// is allowed only for networks that this installation allows");
        }
    }

    private static URI ascii(String text) throws InvalidUrlException {
        if (text.length() > MAX) {
            throw new InvalidUrlException("must have at most %s characters, percent-encoded", MAX);
        }
        try {
            var url = new URI(text);
            if (url.getScheme() == null || url.isOpaque()) {
                throw new InvalidUrlException("must be a URL such as https://example.org/hooks");
            }
            if (url.getRawAuthority() == null) {
                throw new InvalidUrlException("must contain a host");
            }
            if (url.getHost() == null) {
                url = withAsciiHost(url);
            }
            return new URI(url.toASCIIString());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new InvalidUrlException("must be a URL such as https://example.org/hooks");
        }
    }

    /** Of a name with other letters than those of ASCII; what only looks like a dot or a digit becomes one. */
    private static URI withAsciiHost(URI url) throws InvalidUrlException, URISyntaxException {
        var authority = url.getRawAuthority();
        if (authority.contains("@")) {
            throw new InvalidUrlException("must not contain a user name or password");
        }
        var named = NAMED.match(authority).orElseThrow(() -> new InvalidUrlException("must contain a host"));
        var host = IDN.toASCII(named.group(1), IDN.USE_STD3_ASCII_RULES);
        var port = named.group(2) == null ? "" : named.group(2);
        var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var fragment = url.getRawFragment() == null ? "" : "#" + url.getRawFragment();
        var mended = new URI(url.getScheme() + "://" + host + port + url.getRawPath() + query + fragment);
        if (mended.getHost() == null) {
            throw new InvalidUrlException("must contain a host");
        }
        return mended;
    }

    /** For people to see: without the query, in which a secret may stand. */
    static String shown(String url) {
        var end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        var shown = url.substring(0, end);
        var authority = shown.indexOf("://") + "://".length();
        var path = authority < "://".length() ? -1 : shown.indexOf('/', authority);
        var user = shown.lastIndexOf('@', path < 0 ? shown.length() : path);
        return authority < "://".length() || user < authority
                ? shown
                : shown.substring(0, authority) + shown.substring(user + 1);
    }

    /** A host without the brackets of an IPv6 address. */
    static String withoutBrackets(String host) {
        var from = host.startsWith("[") ? 1 : 0;
        var end = host.endsWith("]") && host.length() > from ? host.length() - 1 : host.length();
        return host.substring(from, end);
    }
}
