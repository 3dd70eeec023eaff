package org.belfry.schedule;

/**
 * What somebody wants a schedule to be.
 *
 * @param numericId whether the resource's id came as a number
 * @param resourceName null for none, as are project and link
 * @param at the one moment, Unix time; null of a recurring one
 * @param cron null for one moment
 * @param timeZone IANA name of a recurring one's; null for one moment
 * @param targetUrl null where there is nothing to call, and so is the secret
 * @param strict whether it only fires while the right to it still stands
 * @param owner the recipient who is told
 */
record Plan(
        String resourceType,
        String resourceId,
        boolean numericId,
        String resourceName,
        String project,
        String action,
        Long at,
        String cron,
        String timeZone,
        String link,
        String targetUrl,
        String targetSecret,
        boolean strict,
        String owner) {

    /** Without the secret. */
    @Override
    public String toString() {
        return action + " of " + resourceType + " " + resourceId;
    }
}
