package org.belfry.encryption;

/**
 * The key that the stored secrets are encrypted with is gone, and the deployment has said so. Fired at start, in the transaction
 * that gives the database another key: every package that stores secrets replaces or removes them.
 */
public record KeyLost() {}
