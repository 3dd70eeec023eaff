/**
 * Erases what is kept of somebody, in all packages, and leaves an {@link ErasureRecord}. It may use access, the audience and
 * the inbox. What comes in meanwhile finds the recipient disabled, or gone.
 */
package org.belfry.erasure;
