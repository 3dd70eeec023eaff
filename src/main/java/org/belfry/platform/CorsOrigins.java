package org.belfry.platform;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The origins of other applications, whose pages may call the API from the browser. */
@ApplicationScoped
public class CorsOrigins {

    private static final String VARIABLE = "BELFRY_CORS_ORIGINS";

    @Inject
    @ConfigProperty(name = "belfry.cors.origins")
    private Optional<String> configured;

    private Set<String> origins;

    /** Looks at them at the start already, and not when the first page calls. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        origins = parse(configured.orElse(""));
    }

    /** @param origin as a browser sends it, or null */
    public boolean isListed(String origin) {
        return origin != null && origins.contains(origin);
    }

    /**
     * @return each as browsers write it: in lower case, without the scheme's own port
     * @throws IllegalStateException for what is no origin
     */
    static Set<String> parse(String list) {
        var parsed = new LinkedHashSet<String>();
        if (!list.isBlank()) {
            for (var text : Characters.split(list, ',')) {
                parsed.add(origin(text.strip()));
            }
        }
        return Set.copyOf(parsed);
    }

    private static String origin(String text) {
        try {
            var url = new URI(text.toLowerCase(Locale.ROOT));
            if (url.getHost() != null
                    && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getRawUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535) {
                return PublicUrl.origin(url);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(sentence(text), e);
        }
        throw new IllegalStateException(sentence(text));
    }

    private static String sentence(String text) {
        return VARIABLE + " must have origins such as https://app.example.org, with commas between, and not \"" + text
                + "\"";
    }
}
