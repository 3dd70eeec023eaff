package org.belfry.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Runs before the transaction begins, so a refusal costs none. */
@FreshSignIn
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 50)
class FreshSignInInterceptor {

    @Inject
    private SignInAge age;

    @AroundInvoke
    Object require(InvocationContext invocation) throws Exception {
        age.requireFresh();
        return invocation.proceed();
    }
}
