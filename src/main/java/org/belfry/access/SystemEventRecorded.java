package org.belfry.access;

/** Something happened in Belfry itself. Fired in the transaction that did it: observe it {@code AFTER_SUCCESS}. It is a hint. */
public record SystemEventRecorded() {}
