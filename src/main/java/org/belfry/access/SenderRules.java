package org.belfry.access;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belfry.platform.Characters;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Sentence;

/**
 * The allowed senders of an organization's e-mail: an address in a domain that the deployment allows the organization, or the deployment's own
 * address, under a name of the organization's choice.
 */
public final class SenderRules {

    private static final String VARIABLE = "BELFRY_MAIL_SENDER_DOMAINS";
    private static final String EVERY = "*";
    private static final String BELOW = "*.";

    /** Most characters (code points) of a display name. */
    private static final int LONGEST_NAME = 100;

    private static final int LONGEST_DOMAIN = 253;

    private static final InputPattern CODE = InputPattern.of(100, "[a-z0-9][a-z0-9._-]{0,99}");
    private static final InputPattern LABEL = InputPattern.of(63, "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final InputPattern ADDRESS =
            InputPattern.of(320, "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

    /** A sender as it is written: an address, a name, or both. */
    private record ParsedSender(String name, String address) {

        /** @throws AddressException unless it is a name, one address or both */
        static ParsedSender parse(String text) throws AddressException {
            var plain = text.strip();
            if (plain.chars().noneMatch(letter -> letter == '@' || letter == '<' || letter == '>')) {
                return new ParsedSender(plain, null);
            }
            var parsed = InternetAddress.parse(plain, true);
            if (parsed.length != 1 || parsed[0].isGroup() || !ADDRESS.matches(parsed[0].getAddress())) {
                throw new AddressException("Not one address", text);
            }
            return new ParsedSender(parsed[0].getPersonal(), parsed[0].getAddress());
        }

        String domain() {
            return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        }
    }

    private final Map<String, List<String>> domains;
    private final String deployment;

    private SenderRules(Map<String, List<String>> domains, String deployment) {
        this.domains = domains;
        this.deployment = deployment;
    }

    /**
     * @param configured {@code acme=acme.example,*.acme.example; other=…}; {@code *} in the place of an organization stands for each of
     *     them; null or blank for none
     * @param deployment the deployment's own address, which everybody may use
     * @throws IllegalStateException for a value that cannot be used, with a sentence that names the variable
     */
    public static SenderRules read(String configured, String deployment) {
        var domains = new LinkedHashMap<String, List<String>>();
        for (var rule : Characters.split(configured == null ? "" : configured, ';')) {
            if (rule.isBlank()) {
                continue;
            }
            var cut = rule.indexOf('=');
            var code = cut < 0 ? "" : rule.substring(0, cut).strip();
            if (!code.equals(EVERY) && !CODE.matches(code)) {
                throw new IllegalStateException(
                        VARIABLE + " must have the form organization=domain,domain;…, and has: " + rule.strip());
            }
            var allowed = new ArrayList<String>();
            for (var domain : Characters.split(rule.substring(cut + 1), ',')) {
                allowed.add(domain(domain.strip(), code));
            }
            if (domains.put(code, List.copyOf(allowed)) != null) {
                throw new IllegalStateException(VARIABLE + " names the organization " + code + " twice");
            }
        }
        return new SenderRules(Map.copyOf(domains), deployment);
    }

    private static String domain(String text, String code) {
        var below = text.startsWith(BELOW);
        var ascii = ascii(below ? text.substring(BELOW.length()) : text);
        var labels = ascii == null ? List.<String>of() : Characters.split(ascii, '.');
        var fine = ascii != null
                && ascii.length() <= LONGEST_DOMAIN
                && labels.stream().allMatch(LABEL::matches)
                && !(below && labels.size() < 2);
        if (!fine) {
            throw new IllegalStateException(VARIABLE + " has a domain for " + code
                    + " that is none; write acme.example, or *.acme.example for all below it: " + text);
        }
        return (below ? BELOW : "") + ascii;
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The domains that an organization may send from, as they are written; empty for none. */
    public List<String> domains(String organization) {
        var all = new ArrayList<>(domains.getOrDefault(organization, List.of()));
        all.addAll(domains.getOrDefault(EVERY, List.of()));
        return List.copyOf(all);
    }

    /** Why a sender is refused; empty if it is allowed. Completes a sentence that begins with the field's name. */
    public Optional<Sentence> wrong(String organization, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        ParsedSender parsedSender;
        try {
            parsedSender = ParsedSender.parse(text);
        } catch (AddressException e) {
            return Optional.of(Sentence.of("must be a name, an e-mail address, or both as Name <address>"));
        }
        if (parsedSender.name() != null && !isName(parsedSender.name())) {
            return Optional.of(Sentence.of(
                    "must have a name of 1 to %s characters, without an address and without invisible characters",
                    LONGEST_NAME));
        }
        if (parsedSender.address() == null || isAllowed(organization, parsedSender)) {
            return Optional.empty();
        }
        var allowed = domains(organization);
        return Optional.of(
                allowed.isEmpty()
                        ? Sentence.of(
                                "must be a name without an address: this organization may not use its own sender address")
                        : Sentence.of("must have an address in an allowed domain: %s", String.join(", ", allowed)));
    }

    /**
     * The sender of an organization's e-mail. If its own is not, or no longer, allowed, it is the deployment's address under the organization's
     * name, if the name is usable.
     *
     * @param text what the organization says; null for nothing
     */
    public InternetAddress sender(String organization, String text, InternetAddress from) {
        if (text == null || text.isBlank()) {
            return from;
        }
        try {
            var parsedSender = ParsedSender.parse(text);
            var name = parsedSender.name() != null && isName(parsedSender.name()) ? parsedSender.name() : null;
            if (parsedSender.address() != null && isAllowed(organization, parsedSender)) {
                return new InternetAddress(parsedSender.address(), name, StandardCharsets.UTF_8.name());
            }
            return name == null ? from : new InternetAddress(from.getAddress(), name, StandardCharsets.UTF_8.name());
        } catch (AddressException | UnsupportedEncodingException e) {
            return from;
        }
    }

    private boolean isAllowed(String organization, ParsedSender parsedSender) {
        var domain = parsedSender.domain();
        return parsedSender.address().equalsIgnoreCase(deployment)
                || domains(organization).stream()
                        .anyMatch(allowed -> allowed.startsWith(BELOW)
                                ? domain.endsWith(allowed.substring(1)) && isHost(domain)
                                : domain.equals(allowed));
    }

    private static boolean isHost(String domain) {
        return Characters.split(domain, '.').stream().allMatch(LABEL::matches);
    }

    /** Decoded text can contain anything, for example more encoded text, or text that a mail reader shows in place of the address. */
    private static boolean isName(String name) {
        var read = Normalizer.normalize(name, Normalizer.Form.NFKC);
        return !name.isBlank()
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && read.chars().noneMatch(letter -> letter == '@' || letter == '<' || letter == '>')
                && !read.contains("=?")
                && name.codePoints().noneMatch(SenderRules::isInvisible);
    }

    private static boolean isInvisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
