package org.belfry.limits;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import org.belfry.platform.Characters;
import org.belfry.platform.Migrations.DatabaseMigrated;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The trusted proxies, as they are configured, and what they say of a request. */
@ApplicationScoped
class ForwardedHeaders {

    private static final String PROPERTY = "belfry.trusted-proxies";

    @Inject
    @ConfigProperty(name = PROPERTY)
    private Optional<String> configured;

    private TrustedProxies trusted;

    /** Looks at them at the start already, and not when the first request comes. */
    void checkAtStart(@Observes DatabaseMigrated migrated) {
        // Calling this method creates the bean if it does not exist yet.
    }

    @PostConstruct
    void parse() {
        trusted = TrustedProxies.parse(PROPERTY, configured.orElse(""));
    }

    public String client(HttpServletRequest request) {
        return trusted.client(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
    }

    /** The first of several protocols is the one that the client spoke. */
    public boolean secure(HttpServletRequest request) {
        var protocol = request.getHeader("X-Forwarded-Proto");
        return request.isSecure()
                || protocol != null
                        && Characters.split(protocol, ',').get(0).strip().equalsIgnoreCase("https")
                        && trusted.isTrusted(request.getRemoteAddr());
    }
}
