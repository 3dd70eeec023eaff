package org.belfry.platform;

import java.net.URI;
import java.net.URISyntaxException;

/** A URL for people who may not call it: its path and query, in which a secret may be, are left out. */
public final class MaskedUrl {

    private static final String REST = "/…";

    private MaskedUrl() {}

    /** Scheme, host and port alone, with an ellipsis for the rest; an ellipsis alone for what is no such URL. */
    public static String of(String url) {
        try {
            var parsed = new URI(url);
            if (parsed.getScheme() == null || parsed.getHost() == null) {
                return "…";
            }
            var port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
            var bare = parsed.getRawQuery() == null
                    && parsed.getRawFragment() == null
                    && parsed.getRawUserInfo() == null
                    && parsed.getRawPath().replace("/", "").isEmpty();
            return parsed.getScheme() + "://" + parsed.getHost() + port + (bare ? "" : REST);
        } catch (URISyntaxException e) {
            return "…";
        }
    }
}
