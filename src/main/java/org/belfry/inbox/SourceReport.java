package org.belfry.inbox;

/**
 * What a producer says of a source.
 *
 * @param id as text, whichever it was
 * @param numericId whether the producer sent the id as a number; it is shown as one then
 * @param title null where the producer does not say
 * @param status null where the producer does not say
 */
public record SourceReport(String type, String id, boolean numericId, String title, String status) {}
