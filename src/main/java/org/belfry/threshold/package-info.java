/**
 * Thresholds: "when so many events of one type come within some time, raise another type". It may use access, the audit log, the
 * catalog, the inbox and the intake, whose events it counts. Counting belongs to the transaction of the event; looking whether
 * there are enough is done afterwards.
 */
package org.belfry.threshold;
