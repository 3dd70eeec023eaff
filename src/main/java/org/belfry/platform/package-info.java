/**
 * What every package stands on: the application and its start, the clock, the database and its migrations, reading JSON,
 * errors, health. It may use the platform's own interfaces only. No word of notifications ever enters here.
 */
package org.belfry.platform;
