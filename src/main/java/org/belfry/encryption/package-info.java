/**
 * The secrets that Belfry must be able to read back (keys that sign) are encrypted in the database with a key that is not in
 * it. This package has that key, and encrypts and decrypts. What a secret is for never enters here.
 */
package org.belfry.encryption;
