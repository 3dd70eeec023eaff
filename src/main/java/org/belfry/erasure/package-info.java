/**
 * Erases what is kept of somebody, in all rooms, and leaves a tombstone. It may use access, the audience and
 * the inbox. What comes in meanwhile finds the recipient disabled, or gone.
 */
package org.belfry.erasure;
