/**
 * What can happen: the types of events, shipped and an organization's own, with their default channels. It may use
 * access and the platform. Who is told is decided next door, in {@code audience}.
 */
package org.belfry.catalog;
