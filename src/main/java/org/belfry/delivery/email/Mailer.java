package org.belfry.delivery.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.belfry.delivery.Outcome;
import org.belfry.delivery.Outcome.Result;
import org.belfry.delivery.http.OutboundHttpClient;

/** The provider that the deployment has: its session, the connections to it, and what it answers. */
final class Mailer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Mailer.class.getName());

    private final MailConfiguration configuration;
    private final OutboundHttpClient calls;
    private final OAuthTokens tokens;
    private final Session session;
    private final MailConnectionPool pool;
    private final SecretMask mask = new SecretMask(this::secrets);

    /** @param base properties of the server's own session */
    Mailer(Properties base, MailConfiguration configuration, Clock clock, MailTimeouts timeouts) {
        this.configuration = configuration;
        var oauth = configuration.oauth();
        // A mail server that takes tokens has an endpoint for those to be called too.
        calls = new OutboundHttpClient(
                SystemDefaultDnsResolver.INSTANCE, configuration.concurrency() + 1, timeouts.call());
        tokens = oauth == null ? null : new OAuthTokens(calls, oauth, clock);
        var api = configuration.provider().isSmtp()
                ? null
                : new HttpTransport.Api(configuration.api(), configuration.apiKey(), tokens, calls, clock);
        var sockets = new TrackingSocketFactory();
        session = MailSession.of(base, configuration, timeouts, sockets, api);
        pool = new MailConnectionPool(this::open, sockets, configuration.concurrency(), timeouts);
    }

    /** To make messages for. */
    Session session() {
        return session;
    }

    /** Tries once. */
    Outcome send(OutboxMessage message) {
        Outcome outcome;
        try {
            pool.send(message);
            outcome = Outcome.of(Result.SENT, ("accepted by " + configuration.name() + ": " + message.taken()).strip());
        } catch (MessagingException e) {
            outcome = SmtpOutcome.of(e, message.mayHaveArrived());
        } catch (RuntimeException e) {
            // A transport stumbled over what the other side said.
            outcome = Outcome.of(message.mayHaveArrived() ? Result.UNCERTAIN : Result.UNAVAILABLE, e.toString());
        }
        return masked(outcome, message.deliveryId());
    }

    /** A message could not even be made. */
    Outcome refused(MessagingException failure, long deliveryId) {
        return masked(SmtpOutcome.of(failure, false), deliveryId);
    }

    /** The exception itself is logged nowhere: it may hold what the mask takes out. */
    private Outcome masked(Outcome outcome, long deliveryId) {
        var answer = mask.of(outcome.answer());
        if (LOG.isLoggable(Level.FINE)) {
            LOG.fine("Delivery " + deliveryId + ": " + outcome.result() + ", " + answer);
        }
        return Outcome.of(outcome.result(), answer).waitingAtLeast(outcome.waitAtLeast());
    }

    private Collection<String> secrets() {
        var secrets = new ArrayList<>(configuration.secrets());
        secrets.addAll(tokens == null ? List.of() : tokens.issued());
        return secrets;
    }

    private Transport open() throws MessagingException {
        try {
            return tokens == null || !configuration.provider().isSmtp()
                    ? connected(configuration.password())
                    : connectedWithToken();
        } catch (MessagingException e) {
            throw SmtpOutcome.ofConnecting(e);
        }
    }

    private Transport connectedWithToken() throws MessagingException {
        var access = tokens.get();
        try {
            return connected(access.token());
        } catch (AuthenticationFailedException e) {
            if (SmtpOutcome.ofConnecting(e).result() != Result.CREDENTIALS_REJECTED) {
                throw e;
            }
            tokens.drop(access.token());
            if (access.fresh()) {
                throw e;
            }
            // The one we had was withdrawn before its time: once more with a new one.
            return connected(tokens.get().token());
        }
    }

    private Transport connected(String password) throws MessagingException {
        var transport = session.getTransport();
        try {
            transport.connect(configuration.host(), configuration.port(), configuration.user(), password);
            return transport;
        } catch (MessagingException | RuntimeException e) {
            MailConnectionPool.closeQuietly(transport);
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
        try {
            calls.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "The HTTP client did not close", e);
        }
    }
}
