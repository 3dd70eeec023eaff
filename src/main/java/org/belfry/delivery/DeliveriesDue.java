package org.belfry.delivery;

/** Something may be due in the outbox. Fired in the transaction that put it there: observe it {@code AFTER_SUCCESS}. */
record DeliveriesDue() {}
