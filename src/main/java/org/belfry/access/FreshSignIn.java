package org.belfry.access;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * This operation destroys something for good, or gives somebody access: a caller by session must have given their password within the last
 * {@value SignInAge#FRESH} seconds, whether they call by the API or in the console. API keys and tokens are not asked, and Belfry itself is not.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface FreshSignIn {}
