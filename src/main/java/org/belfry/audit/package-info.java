/**
 * The audit log: who changed what, when and from where. Entries are added in the transaction of the change, and a moment later
 * chained by their hashes, so that one which is changed or missing is found. It may use the platform and the limits, and knows
 * nothing of what it tells of: the packages above name it by an {@link org.belfry.audit.Action}.
 */
package org.belfry.audit;
