package org.belfry.console;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * This action is irreversible or gives somebody access: it asks for the password again if the sign-in is not fresh. Every action that calls a
 * service method with {@link org.belfry.access.FreshSignIn} has it. To be used with {@link ReportProblems}, and with a {@code b:confirm} or a
 * {@code b:proof} in the page, which has the field for it.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Destructive {}
