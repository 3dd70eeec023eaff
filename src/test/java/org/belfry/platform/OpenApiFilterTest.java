package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.belfry.testing.OpenApiDocument;
import org.junit.jupiter.api.Test;

class OpenApiFilterTest {

    @Test
    void theJsonSaysWhatTheYamlSays() throws IOException {
        try (var yaml = getClass().getResourceAsStream("/META-INF/openapi.yaml")) {
            var json = new ObjectMapper().readTree(OpenApiFilter.json(yaml.readAllBytes()));
            assertThat(json).isEqualTo(OpenApiDocument.written().root());
        }
    }

    @Test
    void wordsStayWords() {
        var json = OpenApiFilter.json(
                "no: [yes, on, true, 1, 1.5, null, '1', 2026-01-01]".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(json, StandardCharsets.UTF_8))
                .isEqualTo("{\"no\":[\"yes\",\"on\",true,1,1.5,null,\"1\",\"2026-01-01\"]}");
    }
}
