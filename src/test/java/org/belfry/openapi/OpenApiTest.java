package org.belfry.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.belfry.access.Allowed;
import org.belfry.access.Allowed.Who;
import org.belfry.audit.Action;
import org.belfry.testing.OpenApiDocument;
import org.belfry.testing.OpenApiDocument.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code META-INF/openapi.yaml} against the resource methods: whoever adds a method, a parameter or a body writes it
 * there too, and whoever takes one away.
 */
class OpenApiTest {

    private static final OpenApiDocument DOCUMENT = OpenApiDocument.written();
    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(DOCUMENT.json())
                    .build();

    /** Header parameters that filters look at, so that no method names them; nor are those of CloudEvents named. */
    private static final Set<String> OF_FILTERS = Set.of("header X-CSRF-Token", "header Idempotency-Key");

    /** What the code says of an operation. */
    private record Endpoint(String method, String path, Method code) {

        static Stream<Endpoint> of(Method code) {
            return Arrays.stream(code.getAnnotations())
                    .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                    .filter(method -> method != null)
                    .map(method -> new Endpoint(method.value(), path(code), code));
        }

        private static String path(Method code) {
            var below = Optional.ofNullable(code.getAnnotation(Path.class)).map(Path::value);
            var whole =
                    "/api/" + code.getDeclaringClass().getAnnotation(Path.class).value() + "/" + below.orElse("");
            // A parameter's pattern is described by its schema.
            return whole.replaceAll("\\{\\s*(\\w+)\\s*:[^/]*}", "{$1}")
                    .replaceAll("/+", "/")
                    .replaceAll("/$", "");
        }

        Who allowed() {
            return code.getAnnotation(Allowed.class).value();
        }

        Set<String> parameters() {
            var parameters = new TreeSet<String>();
            for (var parameter : code.getParameters()) {
                var query = parameter.getAnnotation(QueryParam.class);
                var path = parameter.getAnnotation(PathParam.class);
                var header = parameter.getAnnotation(HeaderParam.class);
                if (query != null) {
                    parameters.add("query " + query.value());
                } else if (path != null) {
                    parameters.add("path " + path.value());
                } else if (header != null) {
                    parameters.add("header " + header.value());
                }
            }
            return parameters;
        }

        boolean hasBody() {
            return Arrays.stream(code.getParameters())
                    .anyMatch(parameter ->
                            parameter.getType() == InputStream.class || parameter.getType() == byte[].class);
        }

        List<String> consumed() {
            var consumes = Optional.ofNullable(code.getAnnotation(Consumes.class))
                    .or(() -> Optional.ofNullable(code.getDeclaringClass().getAnnotation(Consumes.class)));
            return hasBody() ? List.of(consumes.orElseThrow().value()) : List.of();
        }

        List<String> produced() {
            return List.of(Optional.ofNullable(code.getAnnotation(Produces.class))
                    .orElseGet(() -> code.getDeclaringClass().getAnnotation(Produces.class))
                    .value());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Endpoint> endpoints() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.belfry").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .flatMap(Endpoint::of)
                        .toList();
    }

    private static Operation described(Endpoint endpoint) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.toString().equals(endpoint.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("META-INF/openapi.yaml does not describe " + endpoint));
    }

    static List<Operation> operations() {
        return DOCUMENT.operations();
    }

    @Test
    void everyResourceMethodIsDescribedAndNothingElse() {
        assertThat(DOCUMENT.operations())
                .extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(
                        endpoints().stream().map(Endpoint::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void theParametersAreThoseOfTheMethod(Endpoint endpoint) {
        var described = described(endpoint).parameters().stream()
                .map(parameter -> parameter.path("in").asText() + " "
                        + parameter.path("name").asText())
                .filter(parameter -> !OF_FILTERS.contains(parameter) && !parameter.startsWith("header ce-"))
                .toList();
        assertThat(described).containsExactlyInAnyOrderElementsOf(endpoint.parameters());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void theMediaTypesAreThoseOfTheMethod(Endpoint endpoint) {
        var operation = described(endpoint);
        assertThat(names(operation.body())).containsExactlyInAnyOrderElementsOf(endpoint.consumed());
        operation.responses().forEach((status, response) -> {
            var types = names(response.path("content"));
            if (status.equals("204") || status.equals("304")) {
                assertThat(types).isEmpty();
            } else if (Integer.parseInt(status) >= 400 && endpoint.produced().equals(List.of("text/html"))) {
                assertThat(types).isNotEmpty().isSubsetOf("application/problem+json", "text/html");
            } else if (Integer.parseInt(status) >= 400) {
                assertThat(types).containsExactly("application/problem+json");
            } else {
                assertThat(types).containsExactlyInAnyOrderElementsOf(endpoint.produced());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void whatEveryRequestMayMeetIsDescribed(Endpoint endpoint) {
        var operation = described(endpoint);
        var statuses = operation.responses().keySet();
        assertThat(statuses).contains("400", "429", "500").anyMatch(status -> status.startsWith("2"));
        if (endpoint.hasBody()) {
            assertThat(statuses).contains("413", "415");
        }
        if (operation.parameters("path").findAny().isPresent()) {
            assertThat(statuses).contains("404");
        }
        if (endpoint.allowed().compareTo(Who.SIGNED_IN) > 0) {
            assertThat(statuses).contains("403");
            var role = endpoint.allowed().name().toLowerCase(Locale.ROOT);
            assertThat(operation.node().path("description").asText()).contains(role);
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void theCredentialsAreDescribed(Endpoint endpoint) {
        var operation = described(endpoint);
        var schemes = StreamSupport.stream(operation.node().path("security").spliterator(), false)
                .flatMap(requirement -> names(requirement).stream())
                .toList();
        if (endpoint.allowed() == Who.ANYONE) {
            assertThat(schemes).isEmpty();
            return;
        }
        assertThat(schemes)
                .containsExactlyInAnyOrderElementsOf(names(DOCUMENT.root().at("/components/securitySchemes")));
        assertThat(operation.responses()).containsKey("401");
        var changes = !endpoint.method().equals("GET");
        assertThat(headers(operation).contains("X-CSRF-Token")).isEqualTo(changes);
        if (changes) {
            assertThat(operation.responses()).containsKey("403");
        }
        var isPost = endpoint.method().equals("POST");
        assertThat(headers(operation).contains("Idempotency-Key")).isEqualTo(isPost);
        if (isPost) {
            assertThat(operation.responses()).containsKeys("409", "413", "422");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void theRateLimitIsSaidInEveryAnswerToAKnownCaller(Endpoint endpoint) {
        described(endpoint).responses().forEach((status, response) -> {
            if (endpoint.allowed() != Who.ANYONE && status.charAt(0) < '4') {
                assertThat(names(response.path("headers"))).as(status).contains("RateLimit", "RateLimit-Policy");
            }
        });
    }

    /** Whoever adds an operation that changes something says what of it is in the audit log; ApiGuideIT looks whether it is. */
    @ParameterizedTest
    @MethodSource("operations")
    void whatChangesSomethingSaysWhatTheAuditLogHasOfIt(Operation operation) {
        var audit = operation.node().path("x-audit");
        if (operation.method().equals("GET") && audit.isMissingNode()) {
            return;
        }
        if (audit.isObject()) {
            assertThat(names(audit)).containsExactly("none");
            assertThat(audit.path("none").asText()).as("why there is nothing").isNotBlank();
            return;
        }
        assertThat(operation.audited()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Arrays.stream(Action.values()).map(Action::code)).containsAll(operation.audited());
    }

    private static List<String> headers(Operation operation) {
        return operation
                .parameters("header")
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** FuzzIT sends one character, one item and one number more than each of them. */
    @Test
    void everyStringAndArrayInARequestHasALimit() {
        var unlimited = new TreeSet<String>();
        for (var operation : DOCUMENT.operations()) {
            operation.body().properties().forEach(content -> {
                // Attributes of CloudEvents have the limits of the members that they become.
                if (content.getKey().equals("application/json")) {
                    unlimited(content.getValue().path("schema"), operation.toString(), unlimited, 0);
                }
            });
        }
        // One of a batch is refused in its own outcome, whatever it is.
        assertThat(unlimited).containsExactly("POST /api/events[] type");
    }

    private static void unlimited(JsonNode reference, String place, Set<String> unlimited, int depth) {
        var schema = DOCUMENT.resolved(reference);
        var type = schema.path("type").asText();
        if (type.equals("string") && Stream.of("maxLength", "enum", "pattern").noneMatch(schema::has)
                || type.equals("array") && !schema.has("maxItems")) {
            unlimited.add(place);
        }
        if (depth > 8) {
            return;
        }
        schema.path("properties")
                .properties()
                .forEach(member -> unlimited(member.getValue(), place + " " + member.getKey(), unlimited, depth + 1));
        for (var several : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(several).forEach(one -> unlimited(one, place, unlimited, depth + 1));
        }
        if (schema.has("items")) {
            unlimited(schema.path("items"), place + "[]", unlimited, depth + 1);
        }
        if (schema.path("additionalProperties").isObject()) {
            unlimited(schema.path("additionalProperties"), place + " *", unlimited, depth + 1);
        }
    }

    @Test
    void everyOperationHasAnIdATagAndASummary() {
        var tags = StreamSupport.stream(DOCUMENT.root().path("tags").spliterator(), false)
                .map(tag -> tag.path("name"))
                .toList();
        assertThat(DOCUMENT.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(DOCUMENT.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("tags")).hasSize(1).isSubsetOf(tags);
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyAnswerHasASchemaAndAnExampleThatKeepsToIt(Operation operation) {
        operation.responses().forEach((status, response) -> {
            for (var type : names(response.path("content"))) {
                var content = response.path("content").path(type);
                assertThat(content.path("schema")).as(status).isNotEmpty();
                var answer = new SimpleResponse.Builder(Integer.parseInt(status))
                        .withContentType(type)
                        .withHeader("Retry-After", "1")
                        .withBody(example(content).toString())
                        .build();
                var report = VALIDATOR.validateResponse(
                        operation.path(), Request.Method.valueOf(operation.method()), answer);
                assertThat(report.getMessages()).as(status).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyBodyHasASchemaAndAnExampleThatKeepsToIt(Operation operation) {
        for (var type : names(operation.body())) {
            var content = operation.body().path(type);
            assertThat(content.path("schema")).isNotEmpty();
            var request = new SimpleRequest.Builder(operation.method(), filled(operation))
                    .withContentType(type)
                    .withHeader("x-api-key", "any")
                    .withBody(example(content).toString());
            operation
                    .parameters("query")
                    .filter(parameter -> parameter.path("required").asBoolean())
                    .forEach(parameter -> request.withQueryParam(
                            parameter.path("name").asText(), example(parameter).asText()));
            assertThat(VALIDATOR.validateRequest(request.build()).getMessages()).isEmpty();
        }
    }

    /** A path with the examples of its parameters. */
    private static String filled(Operation operation) {
        return operation
                .parameters("path")
                .reduce(
                        operation.path(),
                        (path, parameter) -> path.replace(
                                "{" + parameter.path("name").asText() + "}",
                                example(parameter).asText()),
                        (one, other) -> other);
    }

    private static JsonNode example(JsonNode node) {
        assertThat(node.has("example")).as("%s has an example", node).isTrue();
        return node.path("example");
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream()
                .map(member -> member.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
