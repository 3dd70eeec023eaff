package org.belfry.console;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.faces.FacesException;
import jakarta.faces.application.ProtectedViewException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemMappers;
import org.belfry.platform.ProblemPages;
import org.primefaces.csp.CspException;

/**
 * What goes wrong in a page is a sentence: in the page where its script asked, else a page of its own. A page that has been open for too
 * long is loaded anew. Registered in faces-config.xml.
 */
public class ConsoleErrors extends ExceptionHandlerFactory {

    /** The parameter of a page that says that it was loaded anew. */
    private static final String ANEW = "anew";

    public ConsoleErrors(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new Handler(getWrapped().getExceptionHandler());
    }

    /** The refusal of a form that no page of ours has sent. */
    static Problem malformed() {
        return Problem.badRequest("The form was not submitted from a console page");
    }

    private static final class Handler extends ExceptionHandlerWrapper {

        private Handler(ExceptionHandler wrapped) {
            super(wrapped);
        }

        @Override
        public void handle() throws FacesException {
            var events = getUnhandledExceptionQueuedEvents().iterator();
            if (!events.hasNext()) {
                return;
            }
            var failed = events.next().getContext();
            var thrown = failed.getException();
            events.remove();
            while (events.hasNext()) {
                events.next();
                events.remove();
            }
            try {
                showError(FacesContext.getCurrentInstance(), thrown, failed.getPhaseId());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void showError(FacesContext context, Throwable thrown, PhaseId phase) throws IOException {
            var external = context.getExternalContext();
            if (isExpired(thrown)) {
                reload(context, external);
                return;
            }
            var told = isMalformed(thrown, phase) ? malformed() : ProblemMappers.problem(thrown);
            if (external.isResponseCommitted()) {
                return;
            }
            var texts = CDI.current().select(Texts.class).get();
            if (context.getPartialViewContext().isAjaxRequest()) {
                external.responseReset();
                external.setResponseContentType("text/xml");
                external.setResponseCharacterEncoding("UTF-8");
                var writer = context.getPartialViewContext().getPartialResponseWriter();
                writer.startDocument();
                writer.startEval();
                writer.write("belfryConsole.complain("
                        + Json.createValue(texts.within(told.sentence()))
                                .toString()
                                .replace("<", "\\u003c") + ")");
                writer.endEval();
                writer.endDocument();
            } else {
                external.responseReset();
                ProblemPages.write(
                        (HttpServletRequest) external.getRequest(),
                        (HttpServletResponse) external.getResponse(),
                        Problem.of(told.status(), told.sentence()),
                        CDI.current().select(Language.class).get().getLocale(),
                        texts::within);
            }
            context.responseComplete();
        }

        /** Input that no page sends: an unreadable view state, or a form without the page's nonce. */
        private static boolean isMalformed(Throwable thrown, PhaseId phase) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof CspException || cause instanceof ProtectedViewException) {
                    return true;
                }
            }
            return PhaseId.RESTORE_VIEW.equals(phase)
                    && (thrown instanceof IllegalArgumentException || thrown instanceof FacesException);
        }

        private static boolean isExpired(Throwable thrown) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof ViewExpiredException) {
                    return true;
                }
            }
            return false;
        }

        /** By the address, as whatever would remember a message is what has been lost. */
        private static String reloadAddress(String address) {
            if (address.contains("?" + ANEW + "=") || address.contains("&" + ANEW + "=")) {
                return address;
            }
            return address + (address.indexOf('?') < 0 ? '?' : '&') + ANEW + "=1";
        }

        private static void reload(FacesContext context, ExternalContext external) throws IOException {
            var request = (HttpServletRequest) external.getRequest();
            var referer = request.getHeader("Referer");
            var start = referer == null ? -1 : referer.indexOf(request.getContextPath() + "/console/");
            external.redirect(reloadAddress(start < 0 ? request.getRequestURI() : referer.substring(start)));
            context.responseComplete();
        }
    }
}
