package org.belfry.encryption;

/** A stored secret that this node cannot read. */
public class UndecryptableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UndecryptableException(SecretColumn column, Object row, String reason) {
        super("The secret in " + column.table() + '.' + column.column() + " of row " + row + " cannot be decrypted: "
                + reason);
    }
}
