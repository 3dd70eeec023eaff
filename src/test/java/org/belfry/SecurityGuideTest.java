package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every promise in docs/security.md names tests that are there. */
class SecurityGuideTest {

    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:#(\\w+))?`");

    @Test
    void everyTestThatTheGuideNamesExists() throws IOException {
        var tests = tests();
        var missing = new ArrayList<String>();
        var named = NAMED.matcher(Files.readString(Path.of("docs", "security.md")))
                .results()
                .toList();
        for (var name : named) {
            var source = tests.get(name.group(1));
            var method = name.group(2);
            if (source == null || method != null && !source.contains("void " + method + "(")) {
                missing.add(name.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> tests() throws IOException {
        var tests = new HashMap<String, String>();
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return tests;
    }
}
