package org.belfry.access;

import java.util.Set;

/** Of every operation that changes something: whether a caller by session must have signed in lately. */
final class FreshSignInTable {

    /** What destroys something for good, or gives somebody access. */
    static final Set<String> NEEDED = Set.of(
            "POST /keys",
            "DELETE /keys/{}",
            "POST /accounts",
            "PUT /accounts/{}",
            "DELETE /accounts/{}",
            "POST /organizations",
            "PUT /organizations/{}",
            "POST /tokens",
            "DELETE /recipients/{}",
            "DELETE /notifications",
            "POST /webhooks",
            "PUT /webhooks/{}",
            "DELETE /webhooks/{}",
            "POST /webhooks/{}/secret",
            "DELETE /types/{}",
            "DELETE /thresholds/{}",
            "DELETE /schedules/{}",
            "POST /deliveries/retry",
            "POST /deliveries/circuits/{}/close",
            "POST /retention/run",
            "PUT /retention/settings");

    /** What can be undone or is daily work, what asks for the password itself, and what a link is the right to. */
    static final Set<String> NOT_NEEDED = Set.of(
            "POST /session",
            "DELETE /session",
            "PUT /session/password",
            "POST /session/reauthenticate",
            "POST /unsubscribe",
            "POST /read",
            "POST /events",
            "PUT /sources/{}/{}",
            "POST /notifications",
            "PUT /notifications",
            "POST /notifications/read-all",
            "POST /notifications/{}/read",
            "POST /notifications/{}/unread",
            "POST /notifications/{}/archive",
            "POST /notifications/{}/unarchive",
            "POST /notifications/{}/snooze",
            "POST /notifications/{}/unsnooze",
            // Good for half a minute, and for what the session may read itself.
            "POST /stream/tickets",
            "PUT /preferences",
            "PUT /recipients/{}",
            "POST /topics/{}/subscribers",
            "PUT /topics/{}/subscribers/{}",
            "DELETE /topics/{}/subscribers/{}",
            "POST /types",
            "PUT /types/{}",
            "POST /types/{}/preview",
            "PUT /types/{}/channels",
            "DELETE /types/{}/channels",
            "POST /thresholds",
            "PUT /thresholds/{}",
            "POST /schedules",
            "PUT /schedules/{}",
            "POST /schedules/{}/run",
            "POST /deliveries/{}/retry",
            "POST /webhooks/{}/test",
            // A number that can be set back, and that gives nobody access.
            "PUT /organizations/{}/quotas",
            // It counts what is there once more, and removes nothing.
            "POST /health/integrity/repair");

    private FreshSignInTable() {}
}
