/** E-mail, through the provider that the deployment has. It may use the outbox. */
package org.belfry.delivery.email;
