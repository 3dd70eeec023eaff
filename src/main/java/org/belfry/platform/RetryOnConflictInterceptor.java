package org.belfry.platform;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Stands outside the interceptor of {@code @Transactional} (PLATFORM_BEFORE + 200), so that each run is a new one. */
@Interceptor
@RetryOnConflict
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class RetryOnConflictInterceptor {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    @AroundInvoke
    Object retry(InvocationContext invocation) throws Exception {
        if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            return invocation.proceed();
        }
        try {
            return TransactionRetry.retry(attempt -> {
                try {
                    return invocation.proceed();
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new CheckedException(e);
                }
            });
        } catch (CheckedException e) {
            throw e.wrapped;
        }
    }

    private static final class CheckedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Exception wrapped;

        CheckedException(Exception wrapped) {
            super(wrapped);
            this.wrapped = wrapped;
        }
    }
}
