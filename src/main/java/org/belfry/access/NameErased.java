package org.belfry.access;

/**
 * Credentials of a recipient have ended, because the recipient is being or has been erased. Fired in the transaction that erases: observe it
 * {@code AFTER_SUCCESS}. It is a hint; {@link ErasedNames#outlived} says which credentials have ended.
 *
 * @param nameHash {@link ErasedNames#digest}
 */
public record NameErased(long organizationId, String nameHash) {

    /** Whether a caller's credential is of a recipient of that name. */
    public boolean concerns(Caller caller) {
        return caller.organizationId() == organizationId
                && caller.recipient() != null
                && ErasedNames.digest(caller.organization(), caller.recipient()).equals(nameHash);
    }
}
