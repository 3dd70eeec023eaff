package org.belfry.delivery;

import org.belfry.catalog.Channel;

/** Something may be due on a channel. Fired in the transaction that put it into the outbox: observe it {@code AFTER_SUCCESS}. */
record DeliveriesDue(Channel channel) {}
