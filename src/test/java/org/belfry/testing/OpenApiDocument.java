package org.belfry.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** An OpenAPI document, to be read. */
public record OpenApiDocument(JsonNode root) {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    /** The document as it is written, before a server has had it in its hands. */
    public static OpenApiDocument written() {
        try {
            return new OpenApiDocument(new ObjectMapper(new YAMLFactory())
                    .readTree(
                            Path.of("src/main/resources/META-INF/openapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document that a server serves. Payara Micro has none for some seconds after its start. */
    public static OpenApiDocument servedBy(URI base) {
        return Awaitility.await("the OpenAPI document")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> fetch(base),
                        document -> document.root().path("paths").size() > 0);
    }

    private static OpenApiDocument fetch(URI base) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("openapi?format=JSON"))
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return new OpenApiDocument(MissingNode.getInstance());
        }
        return new OpenApiDocument(new ObjectMapper().readTree(answer.body()));
    }

    public String json() {
        try {
            return new ObjectMapper().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same, where these schemas of requests say that further members are ignored. All are, but among alternatives the
     * validator has to be told.
     */
    OpenApiDocument withFurtherMembers(String... schemas) {
        var copy = root.deepCopy();
        for (var schema : schemas) {
            if (copy.at("/components/schemas/" + schema) instanceof ObjectNode object) {
                object.put("additionalProperties", true);
            }
        }
        return new OpenApiDocument(copy);
    }

    /** Every operation of every path. */
    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(member -> METHODS.contains(member.getKey()))
                .forEach(member -> operations.add(
                        new Operation(member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue()))));
        return operations;
    }

    /** What a reference leads to, or the node itself where it is none. */
    public JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref");
        if (reference.isMissingNode()) {
            return node;
        }
        var target = root.at(reference.textValue().substring(1));
        if (target.isMissingNode()) {
            throw new IllegalStateException("The document has no " + reference);
        }
        return resolved(target);
    }

    /**
     * One operation.
     *
     * @param method in capitals
     * @param path with a name in braces for each parameter
     */
    public final class Operation {

        private final String method;
        private final String path;
        private final JsonNode node;

        private Operation(String method, String path, JsonNode node) {
            this.method = method;
            this.path = path;
            this.node = node;
        }

        public String method() {
            return method;
        }

        public String path() {
            return path;
        }

        public JsonNode node() {
            return node;
        }

        public String id() {
            return node.path("operationId").asText();
        }

        public List<JsonNode> parameters() {
            return StreamSupport.stream(node.path("parameters").spliterator(), false)
                    .map(OpenApiDocument.this::resolved)
                    .toList();
        }

        /** Parameters of the path, the query or the header, by name. */
        public Stream<JsonNode> parameters(String in) {
            return parameters().stream()
                    .filter(parameter -> parameter.path("in").asText().equals(in));
        }

        /** The body's content by media type; missing where there is no body. */
        public JsonNode body() {
            return resolved(node.path("requestBody")).path("content");
        }

        /** The actions that it leaves in the audit log; empty where it leaves none. */
        public List<String> audited() {
            var audit = node.path("x-audit");
            if (audit.isTextual()) {
                return List.of(audit.asText());
            }
            return StreamSupport.stream(audit.spliterator(), false)
                    .filter(action -> audit.isArray())
                    .map(JsonNode::asText)
                    .toList();
        }

        /** The answers by status. */
        public Map<String, JsonNode> responses() {
            var responses = new TreeMap<String, JsonNode>();
            node.path("responses")
                    .properties()
                    .forEach(response -> responses.put(response.getKey(), resolved(response.getValue())));
            return responses;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
