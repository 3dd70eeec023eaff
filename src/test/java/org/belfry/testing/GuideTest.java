package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTest {

    @TempDir
    private Path folder;

    @Test
    void shellBlocksAreCounted() throws IOException {
        assertThat(guide(
                                "# A\n\n```\nKEY=…\n```\n```sh\ncurl x\n```\nIt answers\n\n```json\n{}\n```\n```sh\nA=1\n```\n")
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n{}\n```\n",
                "```sh\ncurl x\n```\n```json\n{}\n```\n```http\nHTTP/1.1 200\n```\n",
                "```bash\ncurl x\n```\n",
                "```\ncurl x\n```\n",
                "- a list\n  ```sh\n  curl x\n  ```\n",
                "~~~sh\ncurl x\n~~~\n",
                "```sh\ncurl x\n",
            })
    void noBlockIsPassedOver(String text) {
        assertThatThrownBy(() -> guide(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private Guide guide(String text) throws IOException {
        return Guide.read(Files.writeString(folder.resolve("guide.md"), text));
    }
}
