package org.belfry.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Faces escapes the labels of select items, but not those of a map's entries. */
class ChoicesTest {

    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Pattern ITEMS = Pattern.compile("<f:selectItems\\s+value=\"#\\{(\\w+)\\.(\\w+)}\"([^>]*)>");
    private static final Pattern ANY_ITEMS = Pattern.compile("<f:selectItems");
    private static final String ITEM_LIST = "java.util.List<jakarta.faces.model.SelectItem>";

    private static List<String> pages() {
        try (var files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".xhtml"))
                    .map(ChoicesTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The beans of the pages, by their names. */
    private static Map<String, Class<?>> beans() {
        return new ClassFileImporter()
                .importPackages("org.belfry.console").stream()
                        .filter(type -> type.isAnnotatedWith(Named.class))
                        .collect(Collectors.toMap(
                                type -> type.getAnnotationOfType(Named.class).value(), type -> type.reflect()));
    }

    @Test
    void everyChoiceIsASelectItem() {
        var beans = beans();
        var all = pages().stream()
                .flatMap(page -> ITEMS.matcher(page).results().toList().stream())
                .toList();
        assertThat(all).hasSizeGreaterThan(5);
        assertThat(all)
                .hasSameSizeAs(pages().stream()
                        .flatMap(page -> ANY_ITEMS.matcher(page).results().toList().stream())
                        .toList());
        // With a variable, Faces makes the items itself, and escapes them.
        for (var items : all) {
            if (!items.group(3).contains("var=")) {
                assertThat(typeOf(beans.get(items.group(1)), items))
                        .as(items.group())
                        .isEqualTo(ITEM_LIST);
            }
        }
    }

    private static String typeOf(Class<?> bean, MatchResult items) {
        assertThat(bean).as(items.group()).isNotNull();
        var property = items.group(2);
        var getter = "get" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        try {
            return bean.getMethod(getter).getGenericReturnType().getTypeName();
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noPageSwitchesEscapingOff() {
        assertThat(pages()).isNotEmpty().allSatisfy(page -> assertThat(page)
                .doesNotContain("escape=\"false\"", "Escaped=\"false\"", "itemEscaped", "escapeTitle=\"false\""));
    }
}
