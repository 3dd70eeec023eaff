package org.belfry.console;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

@Destructive
@Interceptor
@Priority(Interceptor.Priority.APPLICATION + 10)
public class DestructiveInterceptor {

    @Inject
    private SignedIn signedIn;

    @AroundInvoke
    public Object askWhoItIs(InvocationContext invocation) throws Exception {
        signedIn.prove();
        return invocation.proceed();
    }
}
