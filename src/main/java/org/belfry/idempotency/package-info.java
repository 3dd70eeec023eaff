/**
 * A POST that may be sent again: the same {@code Idempotency-Key} is answered as it was the first time, whichever node
 * is asked. It may use the platform and who is calling. It never knows what a request does.
 */
package org.belfry.idempotency;
