package org.belfry.idempotency;

/** What is to be done with a request that carries a key. */
sealed interface IdempotencyDecision {

    /** It is ours to do; {@code operation} is the same in each attempt at it. */
    record Proceed(String operation) implements IdempotencyDecision {}

    /** It was done, and this was the answer, sealed. */
    record Replay(int status, String sealed) implements IdempotencyDecision {}

    /** Somebody else is doing it. */
    record InFlight() implements IdempotencyDecision {}

    /** The key was used with another request. */
    record KeyReused() implements IdempotencyDecision {}
}
