package org.belfry.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.belfry.access.AccessSampler;
import org.belfry.access.Caller;
import org.belfry.access.CredentialVerifier;
import org.belfry.access.HeaderCredentialVerifier;
import org.belfry.access.RequestCredentials;
import org.belfry.platform.Problem;
import org.belfry.platform.PublicUrl;
import org.belfry.platform.QueryParameters;

/**
 * Decides who may watch which inbox: by ticket, by a key or a token in the header, or by the session's cookie from our own
 * pages.
 */
@ApplicationScoped
public class StreamAccess {

    @Inject
    private AccessSampler sampler;

    @Inject
    private StreamTickets tickets;

    @Inject
    private CredentialVerifier verifier;

    @Inject
    private HeaderCredentialVerifier headerVerifier;

    @Inject
    private PublicUrl publicUrl;

    /**
     * @param headers of the opening request, by name in any case
     * @param ticket of the query, or null
     * @param recipient of the query, or null
     * @return empty without valid credentials
     * @throws Problem 400 where nobody is named, 404 where it is somebody whom the caller may not watch
     */
    public Optional<StreamSubscription> watch(Map<String, String> headers, String ticket, String recipient) {
        if (ticket != null) {
            return tickets.redeem(ticket, headers.get("origin"));
        }
        return caller(headers).map(caller -> new StreamSubscription(caller, read(caller, recipient)));
    }

    /**
     * Whose credentials they are, with a ticket left as it is.
     *
     * @throws Problem 401 without valid credentials
     */
    public Caller caller(Map<String, String> headers, String ticket) {
        var caller = ticket == null ? caller(headers) : tickets.holder(ticket, headers.get("origin"));
        return caller.orElseThrow(Problem::unauthorized);
    }

    /** {@link #watched}, noted where the inbox is another's. */
    String read(Caller caller, String recipient) {
        var name = watched(caller, recipient);
        sampler.inboxRead(caller, name);
        return name;
    }

    /** @throws Problem 400 where nobody is named, 404 where it is somebody whom the caller may not watch */
    static String watched(Caller caller, String recipient) {
        var name = recipient == null || recipient.isBlank() ? caller.recipient() : recipient;
        if (name == null) {
            throw Problem.badRequest("Recipient is required");
        }
        if (name.length() > 200 || name.indexOf('\0') >= 0 || !caller.mayRead(name)) {
            throw Problem.notFound("Recipient");
        }
        return name;
    }

    private Optional<Caller> caller(Map<String, String> headers) {
        var key = RequestCredentials.apiKey(headers::get);
        if (key != null) {
            return headerVerifier.caller(key);
        }
        // A browser sends the cookie with a foreign page's WebSocket too: that page's origin gives it away.
        if (!publicUrl.isOwnOrigin(headers.get("origin"), headers.get("host"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(RequestCredentials.session(headers::get)).flatMap(verifier::bySession);
    }

    /**
     * The position to resume after.
     *
     * @param field the name by which the client knows it
     * @return null where there is none
     * @throws Problem 400 for a position that is none
     */
    static Long after(String field, String text) {
        return text == null || text.isEmpty() ? null : QueryParameters.integer(field, text, 0, 0);
    }
}
