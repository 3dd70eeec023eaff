/**
 * What is to happen at a moment, once or again and again: who may schedule it, when it comes due, how it is carried out, and who is
 * told. It uses the guarded and signed calls of {@code delivery.webhook}. How a notification reaches anybody never enters: what
 * became of a schedule is one of Belfry's own happenings.
 */
package org.belfry.schedule;
