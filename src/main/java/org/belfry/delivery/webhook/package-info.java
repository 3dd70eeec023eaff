/**
 * Webhooks, as Standard Webhooks has them: endpoints, signatures, and a guard that keeps them out of private networks. It may
 * use the outbox, and calls the world outside through {@code delivery.http} only, never within a transaction.
 */
package org.belfry.delivery.webhook;
