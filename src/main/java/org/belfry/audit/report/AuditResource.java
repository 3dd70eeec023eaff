package org.belfry.audit.report;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.access.Caller;
import org.belfry.access.CurrentCaller;
import org.belfry.platform.AcceptedTypes;
import org.belfry.platform.CurrentRequest;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.PageCursor;
import org.belfry.platform.Paging;
import org.belfry.platform.QueryParameters;

/** Who did what, for admins. There is no way to change any of it. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @Inject
    private AuditReports reports;

    @Inject
    private AuditExport export;

    @Inject
    private Verifier verifier;

    @Inject
    private CurrentCaller current;

    @Inject
    private CurrentRequest request;

    /**
     * {@code curl -H "x-api-key: $KEY" "…/api/audit?action=key."}, or all that match by {@code curl -H 'Accept: text/csv' …}.
     */
    @GET
    @Produces({MediaType.APPLICATION_JSON, AuditFormat.NDJSON_TYPE, AuditFormat.CSV_TYPE})
    @Allowed(Who.ADMIN)
    public Response list(
            @QueryParam("actor") String actor,
            @QueryParam("credential") String credential,
            @QueryParam("action") String action,
            @QueryParam("subject") String subject,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam("format") String format) {
        var caller = whole();
        var filter = AuditFilter.read(actor, credential, action, subject, from, to);
        var after = PageCursor.decode(QueryParameters.text("cursor", cursor));
        var most = Paging.limit(limit);
        var chosen = AuditFormat.of(format, AcceptedTypes.of(request.get()));
        return chosen == AuditFormat.JSON ? page(caller, filter, after, most) : file(caller, filter, after, chosen);
    }

    private Response page(Caller caller, AuditFilter filter, PageCursor after, int limit) {
        var found = reports.page(caller.organizationId(), filter, after, limit + 1);
        var list = JsonOutput.array();
        Paging.shown(found, limit).forEach(entry -> list.add(AuditEntries.json(entry)));
        return Response.ok(JsonOutput.object()
                        .add("entries", list)
                        .add("next", Paging.next(found, limit, entry -> AuditReports.place(entry)
                                .position()))
                        .build()
                        .toString())
                .type(MediaType.APPLICATION_JSON)
                .build();
    }

    private Response file(Caller caller, AuditFilter filter, PageCursor after, AuditFormat format) {
        reports.exported(caller.organizationId(), format, filter);
        // Written after this method, and this object, are done.
        var entries = export;
        var organizationId = caller.organizationId();
        StreamingOutput output = out -> entries.write(organizationId, filter, after, format, out);
        return Response.ok(output)
                .type(format.type())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-" + caller.organization() + "." + format.code() + "\"")
                .build();
    }

    /** {@code curl -H "x-api-key: $KEY" "…/api/audit/verify?seq=17&hash=…"}, with what was noted earlier. */
    @GET
    @Path("/verify")
    @Allowed(Who.ADMIN)
    public Response verify(@QueryParam("seq") String seq, @QueryParam("hash") String hash) {
        var caller = whole();
        return Response.ok(verifier.verify(caller.organizationId(), Verifier.anchor(seq, hash))
                        .toJson()
                        .toString())
                .build();
    }

    private Caller whole() {
        var caller = current.get();
        caller.requireWholeOrganization();
        return caller;
    }
}
