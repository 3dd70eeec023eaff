package org.belfry.delivery.email;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect until a connection is made
 * @param read until the next byte of an answer
 * @param write until something is taken
 * @param whole until a mail server has taken a message, from its being called on
 * @param call until an HTTP call is answered
 * @param idle for which a connection is kept that nobody uses
 * @param messages after which a connection is used no more
 */
record MailTimeouts(
        Duration connect, Duration read, Duration write, Duration whole, Duration call, Duration idle, int messages) {

    /** A message is done with before its lease ends. */
    static final MailTimeouts USUAL = new MailTimeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(50),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            50);
}
