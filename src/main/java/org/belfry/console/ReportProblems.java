package org.belfry.console;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What this action refuses is told beside the fields that are wrong: those of the action's form whose id is the field's name, with
 * an underscore in the place of each dot. All else is told above the page. Such an action returns nothing, or a text.
 */
@Inherited
@InterceptorBinding
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface ReportProblems {}
