package org.belfry.platform;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Runs a transaction again when the database ended it for the sake of another: a deadlock, a lock time-out, a failed
 * serialisation, a unique key that the other was first to take, or a row that the other removed while a new one referred to it.
 * Whoever inserts under a unique key, or refers to a row, therefore looks for it first when it runs again.
 */
public final class TransactionRetry {

    private static final int ATTEMPTS = 9;

    /** In nanoseconds, at most; it doubles with each attempt, to a second in all: longer than a busy machine pauses. */
    private static final long SHORTEST_WAIT = 4_000_000L;

    /** SQL:2016 class 40, unique and foreign key violation, and Derby's lock time-outs. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "23503", "23505", "40XL1", "40XL2");

    private TransactionRetry() {}

    /** What a transaction had read is true no longer, so that it must run again. */
    public static final class StaleReadException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public StaleReadException(String message) {
            super(message);
        }
    }

    /**
     * @param transaction one whole transaction; it is given the number of the attempt, from 0
     * @return what the first undisturbed run answers
     */
    public static <T> T retry(IntFunction<T> transaction) {
        for (var attempt = 0; ; attempt++) {
            try {
                return transaction.apply(attempt);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS - 1 || !isTransient(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_WAIT << attempt));
            }
        }
    }

    static boolean isTransient(Throwable thrown) {
        var depth = 0;
        for (var cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof StaleReadException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && TRANSIENT.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
