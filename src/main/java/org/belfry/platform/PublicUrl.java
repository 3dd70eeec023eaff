package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where people reach this installation, for links in what is sent to them. */
@ApplicationScoped
public class PublicUrl {

    @Inject
    @ConfigProperty(name = "belfry.public-url")
    private Optional<String> configured;

    private Optional<String> base;

    /** Looks at it at the start already, and not when the first link is made. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        base();
    }

    @PostConstruct
    void check() {
        base = configured.filter(text -> !text.isBlank()).map(PublicUrl::checked);
    }

    /** Without a slash at its end; empty where nobody said. */
    public Optional<String> base() {
        return base;
    }

    /** The origin of our pages, as browsers write it (RFC 6454, 6.1); empty where nobody said. */
    public Optional<String> origin() {
        return base.map(url -> origin(url));
    }

    /** Whether people reach this installation by HTTPS. */
    public boolean isSecure() {
        return base.filter(url -> url.regionMatches(true, 0, "https:", 0, "https:".length()))
                .isPresent();
    }

    /**
     * Whether an origin is that of our own pages.
     *
     * @param origin of the page, or null
     * @param host that the request was sent to, or null
     */
    public boolean isOwnOrigin(String origin, String host) {
        return isOwnOrigin(origin, host, origin());
    }

    /** @param own the configured public origin, because a proxy may pass on another host; empty if none is configured */
    public static boolean isOwnOrigin(String origin, String host, Optional<String> own) {
        return origin != null
                && (own.filter(origin::equals).isPresent()
                        || host != null && (origin.equals("http://" + host) || origin.equals("https://" + host)));
    }

    private static String origin(String base) {
        return origin(URI.create(base.toLowerCase(Locale.ROOT)));
    }

    /** @param url absolute, in lower case */
    static String origin(URI url) {
        var own = url.getScheme().equals("https") ? 443 : 80;
        var port = url.getPort() < 0 || url.getPort() == own ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }

    /** @throws IllegalStateException for what is no URL that something can be appended to */
    static String checked(String text) {
        try {
            var url = new URI(text.strip());
            var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (List.of("http", "https").contains(scheme)
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return Characters.trimEnd(url.toASCIIString(), '/');
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the URL, and a password in it.
            throw new IllegalStateException("BELFRY_PUBLIC_URL is not a URL");
        }
        throw new IllegalStateException(
                "BELFRY_PUBLIC_URL must be an absolute http or https URL without a user name, a password or a query");
    }
}
