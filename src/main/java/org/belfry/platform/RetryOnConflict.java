package org.belfry.platform;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code @Transactional} method: {@link TransactionRetry#retry} around the whole transaction. It does nothing for a method
 * that joins a transaction which is already there: only its owner can run that again.
 *
 * <p>Also for transactions that only read: on Derby readers take locks, and can be the one that a deadlock ends.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RetryOnConflict {}
