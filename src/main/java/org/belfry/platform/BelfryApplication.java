package org.belfry.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The JAX-RS application: every resource of the WAR, below {@code /api}. */
@ApplicationPath("/api")
public class BelfryApplication extends Application {

    /** Jersey, which is Payara's, would describe the API a second time; other implementations do not know the name. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
