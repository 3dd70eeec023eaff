/**
 * Retention: what is old is removed, every day and when an admin says so, in short transactions, and each run is written down. It may
 * use the packages below, whose tables it cleans up by SQL. The audit log is never touched.
 */
package org.belfry.retention;
