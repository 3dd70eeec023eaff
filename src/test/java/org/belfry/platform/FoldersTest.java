package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Payara redirects from a folder of the application to whatever host the request names, unless a servlet has its path. */
class FoldersTest {

    private static final Path ROOT = Path.of("src/main/webapp");

    @Test
    void everyFolderThatAnybodyCanNameBelongsToAServlet() throws IOException {
        try (var all = Files.walk(ROOT)) {
            var folders = all.filter(Files::isDirectory)
                    .map(folder -> "/" + ROOT.relativize(folder))
                    .filter(folder -> folder.length() > 1 && !folder.startsWith("/WEB-INF"))
                    .toList();
            assertThat(ProblemPages.class.getAnnotation(WebServlet.class).value())
                    .containsAll(folders)
                    .contains("/WEB-INF/*", "/META-INF/*");
            assertThat(folders).contains("/assets/js");
        }
    }
}
