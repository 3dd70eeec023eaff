package org.belfry.delivery.email;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.audience.EmailChoices;
import org.belfry.platform.Characters;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.QueryParameters;

/**
 * Stops the e-mails of one type, by the link in one of them (RFC 8058). The link is all that it takes: no credential is asked for, and
 * none is looked at.
 */
@Path("/unsubscribe")
@RequestScoped
@Produces(MediaType.TEXT_HTML)
public class UnsubscribeResource {

    private static final String UNDO = "undo=true";

    @Inject
    private UnsubscribeLinks links;

    @Inject
    private EmailChoices choices;

    @Inject
    private JsonBodies bodies;

    @Context
    private HttpHeaders headers;

    /** Changes nothing: whatever looks at the links in e-mails may follow this one. */
    @GET
    @Allowed(Who.ANYONE)
    public Response ask(@QueryParam("token") String token) {
        var claim = links.read(QueryParameters.text("token", token)).orElse(null);
        if (claim == null) {
            return answer(UnsubscribePage.invalid(locale()));
        }
        var choice = choices.find(claim.organizationId(), claim.recipientId(), claim.type());
        return answer(UnsubscribePage.asking(choice, claim, token));
    }

    /**
     * {@code curl -d List-Unsubscribe=One-Click "…/api/unsubscribe?token=…"}. Whatever the body is, and in whichever form a mail
     * provider sends it, it stops them, but for that of the page's button to undo it.
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Allowed(Who.ANYONE)
    public Response change(@QueryParam("token") String token, InputStream body) {
        var form = new String(bodies.bytes(body), StandardCharsets.UTF_8);
        var claim = links.read(QueryParameters.text("token", token)).orElse(null);
        if (claim == null) {
            return answer(UnsubscribePage.invalid(locale()));
        }
        var undo = Characters.split(form.strip(), '&').contains(UNDO);
        var choice = undo
                ? choices.resume(claim.organizationId(), claim.recipientId(), claim.type())
                : choices.stop(claim.organizationId(), claim.recipientId(), claim.type());
        return answer(UnsubscribePage.changed(choice, claim, token));
    }

    private Locale locale() {
        return LinkPage.locale(headers);
    }

    private static Response answer(UnsubscribePage page) {
        return LinkPage.answer(page.status(), page.html());
    }
}
