package org.belfry.idempotency;

/** What is to be done with a request that carries a key. */
sealed interface Begun {

    /** It is ours to do; {@code operation} is the same in each attempt at it. */
    record Ours(String operation) implements Begun {}

    /** It was done, and this was the answer, sealed. */
    record Done(int status, String sealed) implements Begun {}

    /** Somebody else is doing it. */
    record InFlight() implements Begun {}

    /** The key was used with another request. */
    record Differs() implements Begun {}
}
