package org.belfry.delivery.email;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belfry.platform.InputPattern;
import org.belfry.platform.JsonOutput;

/**
 * Takes secrets out of the words of others: a server may say back what it was told, as it was, encoded for a URL or for JSON,
 * or in base64, alone or together with something else.
 */
final class SecretMask {

    private static final String HIDDEN = "***";

    /** Longer words are cut before they are looked through. */
    private static final int LONGEST = 100_000;

    /** The longest result if a secret of one character is replaced. */
    private static final int MASKED = 3 * LONGEST;

    /** Text that could be Base64 of a secret, in either alphabet. */
    private static final InputPattern ENCODED = InputPattern.ofPart(MASKED, "[A-Za-z0-9+/_-]{4,}+={0,2}");

    private static final InputPattern BEARER = InputPattern.ofPart(MASKED, "(?i)\\bBearer [^\\s,;\"']++");

    /** What is left of words, which are kept with each attempt. */
    private static final int KEPT = 1_000;

    private final Supplier<Collection<String>> secrets;

    /** @param secrets asked each time, as access tokens come and go */
    SecretMask(Supplier<Collection<String>> secrets) {
        this.secrets = secrets;
    }

    /** @return at most 1,000 characters, without any of the secrets */
    String of(String words) {
        var text = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
        var hidden = secrets.get().stream()
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (var secret : hidden) {
            for (var form : forms(secret).distinct().toList()) {
                text = text.replace(form, HIDDEN);
            }
        }
        text = ENCODED.replaceAll(text, found -> hides(found.group(), hidden) ? HIDDEN : found.group());
        text = BEARER.replaceAll(text, found -> "Bearer " + HIDDEN);
        if (text.length() > KEPT) {
            return text.substring(0, KEPT);
        }
        // Where so much was hidden, the cut may have left a part of a secret at the end.
        return words.length() > LONGEST ? HIDDEN : text;
    }

    private static Stream<String> forms(String secret) {
        var json = JsonOutput.quoted(secret);
        var url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(secret, json.substring(1, json.length() - 1), url, url.replace("+", "%20"));
    }

    /** From each of the four places where a group of four may begin. */
    private static boolean hides(String encoded, Collection<String> hidden) {
        var standard = encoded.replace('-', '+').replace('_', '/').replace("=", "");
        for (var start = 0; start < Math.min(4, standard.length()); start++) {
            var end = (standard.length() - start) % 4 == 1 ? standard.length() - 1 : standard.length();
            var decoded =
                    new String(Base64.getDecoder().decode(standard.substring(start, end)), StandardCharsets.ISO_8859_1);
            if (hidden.stream().anyMatch(secret -> decoded.contains(asBytes(secret)))) {
                return true;
            }
        }
        return false;
    }

    /** One character for each byte. */
    private static String asBytes(String secret) {
        return new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
