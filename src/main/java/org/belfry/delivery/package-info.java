/**
 * The outbox: what still has to reach somebody outside of Belfry, and how each attempt ended. It may use the inbox and
 * the packages below. A network call never happens inside a transaction here.
 */
package org.belfry.delivery;
