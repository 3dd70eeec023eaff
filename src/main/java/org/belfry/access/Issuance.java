package org.belfry.access;

/**
 * Identifies for which of the successive recipients of a name a credential was issued.
 *
 * @param generation the number of erasures of the name until then; null if only the time is known
 * @param issuedAt Unix seconds; null if nobody knows
 */
public record Issuance(Long generation, Long issuedAt) {

    static Issuance of(long generation) {
        return new Issuance(generation, null);
    }

    /**
     * Whether a recipient was erased since. Within one second the order is unknown, so a credential that knows no generation
     * is refused if it was issued in the second of the erasure.
     */
    boolean isBefore(ErasedName erased) {
        if (generation != null) {
            return generation < erased.generation();
        }
        return issuedAt == null || issuedAt <= erased.erasedAt();
    }
}
