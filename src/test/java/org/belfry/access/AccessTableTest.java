package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.access.AccessTable.Route;
import org.belfry.access.AccessTable.Who;
import org.junit.jupiter.api.Test;

class AccessTableTest {

    @Test
    void everyRouteOfTheCodeIsInTheTableAndNothingElse() {
        var declared = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.belfry").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream().flatMap(method -> routes(type, method)))
                        .collect(Collectors.toSet());
        assertThat(declared).hasSizeGreaterThan(30);
        assertThat(AccessTable.ROUTES.stream().map(Route::declared).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void everyRuleHasAnAnswerForEachCredential() {
        assertThat(AccessTable.ROUTES)
                .allSatisfy(route -> assertThat(route.rule().answers().values())
                        .isNotEmpty()
                        .allSatisfy(row -> assertThat(row).hasSize(Who.values().length)));
    }

    static Stream<String> routes(JavaClass type, JavaMethod method) {
        var path = path(type.getAnnotationOfType(Path.class).value())
                + (method.isAnnotatedWith(Path.class)
                        ? path(method.getAnnotationOfType(Path.class).value())
                        : "");
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(annotation -> annotation.isAnnotatedWith(HttpMethod.class))
                .map(annotation ->
                        annotation.getAnnotationOfType(HttpMethod.class).value() + " " + path);
    }

    private static String path(String declared) {
        return ("/" + declared).replace("//", "/").replaceAll("\\{[^}]*}+", "{}");
    }
}
