package org.belfry.encryption;

/** The columns with encrypted text. Their names are part of the authenticated data: a renamed column must be encrypted again. */
public enum SecretColumn {
    SIGNING_KEY("signing_key", "kid", "private_key"),
    LINK_SECRET("installation_secret", "name", "secret"),
    WEBHOOK_SECRET("webhook_endpoint", "id", "secret"),
    PREVIOUS_WEBHOOK_SECRET("webhook_endpoint", "id", "previous_secret"),
    SCHEDULE_SECRET("schedule", "id", "target_secret"),
    /** Encrypted for the caller too, and gone after a day: not worth encrypting again. */
    KEPT_ANSWER("idempotent_call", "id", "answer"),
    /** Whether a master key is the right one shows when this can be decrypted. */
    KEY_CHECK("encryption_key", "name", "check_value");

    private final String table;
    private final String id;
    private final String column;

    SecretColumn(String table, String id, String column) {
        this.table = table;
        this.id = id;
        this.column = column;
    }

    /** Whether the column is encrypted again when the master key changes. */
    boolean isReencrypted() {
        return this != KEPT_ANSWER && this != KEY_CHECK;
    }

    String table() {
        return table;
    }

    /** The column with the primary key. */
    String id() {
        return id;
    }

    String column() {
        return column;
    }

    /** The associated data for the text of one row, which makes it useless elsewhere. */
    String context(Object row) {
        return table + '\0' + column + '\0' + row;
    }
}
