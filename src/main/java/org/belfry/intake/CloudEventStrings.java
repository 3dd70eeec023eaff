package org.belfry.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.belfry.platform.Sentence;

/** Strings of CloudEvents: which there are, and how a header has them. */
final class CloudEventStrings {

    /** A header's value that cannot be decoded; the message completes a sentence that begins with its name. */
    static final class Undecodable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Sentence sentence;

        private Undecodable(Sentence sentence) {
            super(sentence.english(), null, false, false);
            this.sentence = sentence;
        }

        /** The message, to be translated. */
        Sentence sentence() {
            return sentence;
        }
    }

    private CloudEventStrings() {}

    /** What is wrong with a String of the type system (1.0.2), or null. */
    static Sentence wrong(String text) {
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            if (c <= 0x1F || c >= 0x7F && c <= 0x9F) {
                return Sentence.of("must not contain control characters");
            }
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return Sentence.of("must be valid Unicode (unpaired surrogate)");
            }
            if (c >= 0xFDD0 && c <= 0xFDEF || (c & 0xFFFE) == 0xFFFE) {
                return Sentence.of("must not contain Unicode noncharacters");
            }
            i += Character.charCount(c);
        }
        return null;
    }

    /**
     * The value of a header, as the HTTP binding decodes it (1.0.2, 3.1.3.2): double-quoted parts are unescaped first, then
     * one round of percent-decoding follows.
     */
    static String decode(String header) throws Undecodable {
        return percentDecoded(unquoted(header.strip()));
    }

    private static String unquoted(String text) throws Undecodable {
        var plain = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\' && i + 1 < text.length()) {
                plain.append(text.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        if (quoted) {
            throw new Undecodable(Sentence.of("has an unclosed double quote"));
        }
        return plain.toString();
    }

    private static String percentDecoded(String text) throws Undecodable {
        var bytes = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c > 0x7E || c < 0x20 && c != '\t') {
                throw new Undecodable(Sentence.of("must be printable US-ASCII; percent-encode all other characters"));
            }
            if (c == '%') {
                bytes.write(octet(text, i));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Undecodable(Sentence.of("is percent-encoded, but is not valid UTF-8"));
        }
    }

    private static int octet(String text, int at) throws Undecodable {
        var high = at + 2 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        var low = high < 0 ? -1 : Character.digit(text.charAt(at + 2), 16);
        if (low < 0) {
            throw new Undecodable(Sentence.of("has a % that is not followed by two hexadecimal digits"));
        }
        return high * 16 + low;
    }
}
