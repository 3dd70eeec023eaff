package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written into a log by chance, as part of another text, holds no secret. */
class SecretsInTextsTest {

    private static final String SECRET = "hunter2";

    /** How components are called that hold a secret, and no digest of one. */
    private static final Pattern SECRETS = Pattern.compile(
            "(?i)(?!.*(hash|until|ttl)$).*(secret|password|token|ticket|cookie|csrf|private|apiKey|authorization).*");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.belfry").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type ->
                                Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInTextsTest::isSecret));
    }

    @ParameterizedTest
    @MethodSource("records")
    void noRecordShowsItsSecret(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        var values = Arrays.stream(components).map(SecretsInTextsTest::value).toArray();

        assertThat(text(constructor.newInstance(values))).doesNotContain(SECRET);
    }

    /** One that names something else, which is not there in this test, shows nothing either. */
    private static String text(Object made) {
        try {
            return made.toString();
        } catch (NullPointerException e) {
            return "";
        }
    }

    private static boolean isSecret(RecordComponent component) {
        return SECRETS.matcher(component.getName()).matches()
                && Stream.of("String", "Optional<java.lang.String>", "List<java.lang.String>")
                        .anyMatch(
                                type -> component.getGenericType().getTypeName().endsWith(type));
    }

    private static Object value(RecordComponent component) {
        var type = component.getType();
        if (isSecret(component)) {
            return type == Optional.class ? Optional.of(SECRET) : type == List.class ? List.of(SECRET) : SECRET;
        }
        if (type == String.class) {
            return "";
        }
        if (type == boolean.class) {
            return false;
        }
        return type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null;
    }
}
