package org.belfry.intake;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.belfry.platform.ContentType;
import org.belfry.platform.InputPattern;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/**
 * The context attributes of one CloudEvent 1.0, from wherever they come, held against the specification; what is wrong is
 * remembered with the name of its attribute. The SDK keeps them and reads their types.
 */
final class CloudEventAttributes {

    static final String VERSION = "1.0";

    private static final List<String> REQUIRED = List.of("id", "source", "type");
    private static final Set<String> OF_FORMATS = Set.of("data", "data_base64");
    private static final Set<String> STRINGS =
            Set.of("id", "source", "type", "subject", "time", "dataschema", "datacontenttype");

    /** Extensions of ours that are lists of names. */
    private static final Set<String> NAMES = Set.of("recipients", "topics");

    private static final InputPattern NAME = InputPattern.of(1_000, "[a-z0-9]+");

    private final UnaryOperator<String> names;
    private final io.cloudevents.core.v1.CloudEventBuilder builder = CloudEventBuilder.v1();
    private final List<Problem.Violation> violations = new ArrayList<>();
    private final Set<String> mentioned = new HashSet<>();

    /** @param names what the sender calls an attribute */
    CloudEventAttributes(UnaryOperator<String> names) {
        this.names = names;
    }

    /** A canonical string, as all attributes may be given (1.0.2, Type System). */
    void add(String name, String value) {
        mentioned.add(name);
        Sentence wrong = wrongName(name);
        if (wrong == null) {
            wrong = CloudEventStrings.wrong(value);
        }
        if (wrong == null && STRINGS.contains(name) && value.isEmpty()) {
            wrong = Sentence.of("must not be empty");
        }
        if (wrong != null) {
            reject(name, wrong);
        } else if (name.equals("specversion")) {
            if (!value.equals(VERSION)) {
                reject(name, "must be %s", VERSION);
            }
        } else if (name.equals("datacontenttype") && ContentType.parse(value).isEmpty()) {
            reject(name, "must be a media type");
        } else {
            set(name, value);
        }
    }

    /** A Boolean of the type system. */
    void add(String name, boolean value) {
        if (isExtension(name)) {
            builder.withExtension(name, value);
        }
    }

    /** An Integer of the type system. */
    void add(String name, int value) {
        if (isExtension(name)) {
            builder.withExtension(name, Integer.valueOf(value));
        }
    }

    /** @param pattern of a {@linkplain Sentence#of sentence} */
    void reject(String name, String pattern, Object... values) {
        reject(name, Sentence.of(pattern, values));
    }

    void reject(String name, Sentence sentence) {
        mentioned.add(name);
        violations.add(new Problem.Violation(names.apply(name), sentence));
    }

    /** @throws Problem 400 that names every attribute in which something is wrong */
    CloudEvent build() {
        if (!mentioned.contains("specversion")) {
            reject("specversion", "is required: %s", VERSION);
        }
        for (var name : REQUIRED) {
            if (!mentioned.contains(name)) {
                reject(name, "is required");
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
        return builder.build();
    }

    private void set(String name, String value) {
        try {
            builder.withContextAttribute(name, value);
            if (name.equals("dataschema") && !URI.create(value).isAbsolute()) {
                reject(name, "must be an absolute URI");
            }
        } catch (CloudEventRWException e) {
            reject(
                    name,
                    switch (name) {
                        case "time" -> "must be an RFC 3339 time such as 2018-04-05T17:31:00Z";
                        case "source" -> "must be a URI reference";
                        case "dataschema" -> "must be an absolute URI";
                        default -> "has an invalid value";
                    });
        }
    }

    private boolean isExtension(String name) {
        mentioned.add(name);
        Sentence wrong = wrongName(name);
        if (wrong == null && (STRINGS.contains(name) || NAMES.contains(name) || name.equals("specversion"))) {
            wrong = Sentence.of("must be a string");
        }
        if (wrong != null) {
            reject(name, wrong);
        }
        return wrong == null;
    }

    private static Sentence wrongName(String name) {
        if (OF_FORMATS.contains(name)) {
            return Sentence.of("is not a valid attribute name");
        }
        return NAME.matches(name)
                ? null
                : Sentence.of("is not a valid attribute name; use only lower-case letters and digits");
    }
}
