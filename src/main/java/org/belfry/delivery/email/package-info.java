/** E-mail, through the mail session that the server has under {@code mail/belfry}. It may use the outbox. */
package org.belfry.delivery.email;
