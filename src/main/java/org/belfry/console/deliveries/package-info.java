/**
 * The outbox in the console: what was sent, what was not and why, and trying it again. Uses the reports and retries of the deliveries; no
 * rule of theirs stands here.
 */
package org.belfry.console.deliveries;
