package org.belfry.delivery.email;

import jakarta.mail.Authenticator;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Makes the mail session of a provider: what the server has under {@code mail/belfry}, and over it what the provider needs. */
final class MailSession {

    /** Of the server's session; with whose name we connect, and whom we trust, say our own settings alone. */
    private static final List<String> REMOVED = List.of(
            "mail.user",
            "mail.password",
            "mail.smtp.user",
            "mail.smtp.password",
            "mail.smtp.ssl.trust",
            "mail.smtp.ssl.socketFactory",
            "mail.smtp.ssl.socketFactory.class",
            "mail.smtp.ssl.socketFactory.port",
            "mail.smtp.socketFactory.class",
            "mail.smtp.socketFactory.port",
            "mail.debug.auth",
            "mail.debug.auth.username",
            "mail.debug.auth.password");

    private static final Map<String, Class<? extends Transport>> TRANSPORTS = Map.of(
            MailProvider.RESEND.protocol(), ResendTransport.class,
            MailProvider.SENDGRID.protocol(), SendGridTransport.class,
            MailProvider.GMAIL.protocol(), GmailTransport.class);

    private MailSession() {}

    /**
     * @param base of the server's session; not changed
     * @param sockets of which connections to a mail server are made
     * @param api null where there is a mail server
     */
    static Session of(
            Properties base,
            MailConfiguration configuration,
            MailTimeouts timeouts,
            TrackingSocketFactory sockets,
            HttpTransport.Api api) {
        var properties = new Properties();
        base.stringPropertyNames().forEach(name -> properties.setProperty(name, base.getProperty(name)));
        REMOVED.forEach(properties::remove);
        properties.setProperty(
                "mail.transport.protocol", configuration.provider().protocol());
        if (api == null) {
            overlay(properties, configuration, timeouts);
            properties.put("mail.smtp.socketFactory", sockets);
        } else {
            properties.put(HttpTransport.API, api);
        }
        // Of a class of ours: transports are looked for where the authenticator comes from.
        var session = Session.getInstance(properties, new Authenticator() {});
        TRANSPORTS.forEach((protocol, type) ->
                session.addProvider(new Provider(Provider.Type.TRANSPORT, protocol, type.getName(), "Belfry", null)));
        try {
            for (var protocol : TRANSPORTS.keySet()) {
                session.setProvider(session.getProvider(protocol));
            }
        } catch (NoSuchProviderException e) {
            throw new IllegalStateException("A session does not know the providers that were added to it", e);
        }
        return session;
    }

    private static void overlay(Properties properties, MailConfiguration configuration, MailTimeouts timeouts) {
        var tls = configuration.tls();
        Map.ofEntries(
                        Map.entry("host", configuration.host()),
                        Map.entry("port", configuration.port()),
                        Map.entry("auth", configuration.user() != null),
                        Map.entry("starttls.enable", tls == MailTls.STARTTLS),
                        Map.entry("starttls.required", tls == MailTls.STARTTLS),
                        Map.entry("ssl.enable", tls == MailTls.IMPLICIT),
                        Map.entry("ssl.checkserveridentity", true),
                        Map.entry("connectiontimeout", timeouts.connect().toMillis()),
                        Map.entry("timeout", timeouts.read().toMillis()),
                        Map.entry("writetimeout", timeouts.write().toMillis()),
                        Map.entry("socketFactory.fallback", false),
                        // What is said after the text was taken is not waited for.
                        Map.entry("quitwait", false))
                .forEach((name, value) -> properties.setProperty("mail.smtp." + name, value.toString()));
        if (configuration.oauth() != null) {
            properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        } else {
            properties.putIfAbsent("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        }
    }
}
