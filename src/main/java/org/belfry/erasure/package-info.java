/**
 * Erases what is kept of somebody, in all rooms, and leaves a tombstone. It may use every room below but the intake: what
 * comes in meanwhile finds the recipient disabled, or gone.
 */
package org.belfry.erasure;
