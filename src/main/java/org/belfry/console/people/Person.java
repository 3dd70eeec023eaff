package org.belfry.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.belfry.access.CurrentCaller;
import org.belfry.audience.Recipient;
import org.belfry.audience.Recipients;
import org.belfry.console.PageParameters;
import org.belfry.platform.Problem;

/** Whom a page is about. */
@RequestScoped
class Person {

    /** The subpackage that has these texts. */
    static final String PACKAGE = "people";

    static final String LIST = "/console/people";

    @Inject
    private Recipients recipients;

    @Inject
    private CurrentCaller caller;

    @Inject
    private PageParameters parameters;

    private Recipient recipient;

    /** Null where the page is for somebody new. */
    String name() {
        return parameters.text("name");
    }

    /** As they are known now. @throws Problem 404 */
    Recipient recipient() {
        if (recipient == null) {
            recipient = name() == null
                    ? null
                    : recipients.find(organization(), name()).orElse(null);
        }
        if (recipient == null) {
            throw Problem.notFound("Recipient");
        }
        return recipient;
    }

    /** The id of the organization. */
    long organization() {
        return caller.get().organizationId();
    }

    /** Leads to somebody's page, or to the same page as it is now. */
    static void open(String name) throws IOException {
        leave("/console/person?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    static void leave(String address) throws IOException {
        var external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(external.getRequestContextPath() + address);
    }
}
