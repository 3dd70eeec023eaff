package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;

/** The same as plain text and as HTML, of which a mail reader shows the last that it can. It is the same bytes each time. */
final class MultipartAlternative extends MimeMultipart {

    /** @param id of the e-mail, for a boundary that is no other's */
    MultipartAlternative(EmailContent text, long id) throws MessagingException {
        super("alternative");
        // Neither of the two encodings below can hold an underscore behind an equals sign.
        contentType = "multipart/alternative; boundary=\"=_belfry-" + id + "\"";
        addBodyPart(part(text.plain(), "plain"));
        addBodyPart(part(text.html(), "html"));
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text.replace("\n", "\r\n"), StandardCharsets.UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", encoding(text));
        return part;
    }

    /** Whichever is shorter; both keep the lines short, and bring every character through (RFC 2045, 6). */
    private static String encoding(String text) {
        var ascii = text.chars().filter(c -> c < 0x80).count();
        var bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return (bytes - ascii) * 3 + ascii <= bytes * 4 / 3 + ascii / 8 ? "quoted-printable" : "base64";
    }
}
