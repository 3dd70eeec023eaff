package org.belfry.platform;

import java.net.URI;
import java.net.URISyntaxException;

/** A URL without its path and query, which may contain a secret, for readers who may not call it. */
public final class MaskedUrl {

    private static final String REST = "/…";

    private MaskedUrl() {}

    /** Scheme, host and port, with an ellipsis for the rest; only an ellipsis if it is no such URL. */
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
