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
import java.util.function.Function;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.delivery.email.ReadByLink.LinkedNotification;
import org.belfry.platform.JsonBodies;
import org.belfry.platform.QueryParameters;

/**
 * Marks a notification read by the link in its e-mail. The link is all that it takes: no credential is asked for, and none is looked
 * at.
 */
@Path("/read")
@RequestScoped
@Produces(MediaType.TEXT_HTML)
public class ReadResource {

    @Inject
    private ReadLinks links;

    @Inject
    private ReadByLink reading;

    @Inject
    private JsonBodies bodies;

    @Context
    private HttpHeaders headers;

    /** Changes nothing: whatever looks at the links in e-mails may follow this one. */
    @GET
    @Allowed(Who.ANYONE)
    public Response ask(@QueryParam("token") String token) {
        return answer(token, reading::find);
    }

    /** What the page's button sends; whatever the body is, it means the same. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Allowed(Who.ANYONE)
    public Response markRead(@QueryParam("token") String token, InputStream body) {
        bodies.bytes(body);
        return answer(token, reading::markRead);
    }

    private Response answer(String token, Function<ReadToken, LinkedNotification> action) {
        var page = links.read(QueryParameters.text("token", token))
                .map(claim -> ReadPage.of(action.apply(claim), token))
                .orElseGet(() -> ReadPage.invalid(LinkPage.locale(headers)));
        return LinkPage.answer(page.status(), page.html());
    }
}
