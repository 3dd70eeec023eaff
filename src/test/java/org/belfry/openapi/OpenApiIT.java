package org.belfry.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import org.belfry.testing.BelfryIT;
import org.belfry.testing.OpenApiDocument;
import org.junit.jupiter.api.Test;

class OpenApiIT extends BelfryIT {

    /** Both servers read the document and write it anew; what they write is what was written. */
    @Test
    void theServedDocumentIsTheWrittenOne() {
        var served = OpenApiDocument.servedBy(URI.create(url.toString()));
        assertThat(withoutNulls(served.root()))
                .isEqualTo(withoutNulls(OpenApiDocument.written().root()));
    }

    /** Open Liberty leaves the members of examples out that are null, Payara Micro those of no length too. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
            object.properties().forEach(member -> withoutNulls(member.getValue()));
        } else if (node instanceof ArrayNode array) {
            array.forEach(OpenApiIT::withoutNulls);
        }
        return node;
    }
}
