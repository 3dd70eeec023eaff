package org.belfry.access;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * This operation permanently destroys something or gives somebody access: a session must have given its password within the last
 * {@value SignInAge#FRESH} seconds, in the API and in the console. API keys, tokens and Belfry itself are exempt.
 */
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface FreshSignIn {}
