package org.belfry.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;

/** Whether an organization's admins are to be led through the setup when they sign in. */
@ApplicationScoped
public class PendingSetup {

    /** The page where they are. */
    static final String SETUP = "/console/setup";

    @Inject
    private Organizations organizations;

    /** @param organization its code */
    public boolean areIn(String organization) {
        return organizations.find(organization).map(Organization::isNew).orElse(false);
    }
}
