package org.belfry.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.belfry.access.Organization;
import org.belfry.access.Organizations;

/** Whether an organization's admins are to be led through the setup. */
@ApplicationScoped
public class Setup {

    @Inject
    private Organizations organizations;

    /** @param organization its code */
    public boolean isDue(String organization) {
        return organizations.find(organization).map(Organization::isNew).orElse(false);
    }
}
