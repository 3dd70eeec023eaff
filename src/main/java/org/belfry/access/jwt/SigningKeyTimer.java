package org.belfry.access.jwt;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Removes old keys, once a day. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class SigningKeyTimer {

    @Inject
    private SigningKeys keys;

    @Schedule(hour = "4", persistent = false)
    public void removeOld() {
        keys.removeOld();
    }
}
