/** Webhooks, as Standard Webhooks has them: endpoints, signatures, and a guard that keeps them out of private networks. */
package org.belfry.delivery.webhook;
