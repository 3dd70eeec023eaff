package org.belfry.console;

import jakarta.annotation.Priority;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.belfry.platform.Problem;

@ReportProblems
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class ReportProblemsInterceptor {

    @Inject
    private Messages messages;

    @AroundInvoke
    public Object report(InvocationContext invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Problem e) {
            messages.refused(e);
            FacesContext.getCurrentInstance().validationFailed();
            return null;
        }
    }
}
