package org.belfry.delivery.email;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A message taken apart, for providers that put it together themselves.
 *
 * @param replyTo null where it says nothing of that
 * @param text null where there is no plain text
 * @param html null where there is no HTML
 * @param headers those of its own, by name, on one line each; not the ones that follow from the rest
 */
record ParsedMessage(
        InternetAddress from,
        InternetAddress to,
        InternetAddress replyTo,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {

    /** What a provider writes itself, and takes from nobody else. */
    private static final Set<String> NOT_OURS = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "mime-version",
            "return-path",
            "received",
            "dkim-signature");

    static ParsedMessage of(MimeMessage message) throws MessagingException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : Collections.list(message.getAllHeaders())) {
            var name = header.getName().toLowerCase(Locale.ROOT);
            if (!NOT_OURS.contains(name) && !name.startsWith("content-")) {
                headers.put(header.getName(), MimeUtility.unfold(header.getValue()));
            }
        }
        var replyTo = message.getHeader("Reply-To", ",");
        try {
            return new ParsedMessage(
                    (InternetAddress) message.getFrom()[0],
                    (InternetAddress) message.getRecipients(RecipientType.TO)[0],
                    replyTo == null ? null : InternetAddress.parseHeader(replyTo, false)[0],
                    message.getSubject(),
                    text(message, "text/plain"),
                    text(message, "text/html"),
                    Collections.unmodifiableMap(headers));
        } catch (IOException e) {
            throw new MessagingException("the message cannot be read", e);
        }
    }

    private static String text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.isMimeType("multipart/*")) {
            var parts = (Multipart) part.getContent();
            for (var i = 0; i < parts.getCount(); i++) {
                var next = parts.getBodyPart(i);
                var found = text(next, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
