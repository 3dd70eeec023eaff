/**
 * Whether agents are there: their heartbeats are noted, and whoever watches an agent is told when they stop, and when they are back. It
 * may use the inbox and the packages below, and tells by {@link org.belfry.access.SystemEvents}.
 */
package org.belfry.presence;
