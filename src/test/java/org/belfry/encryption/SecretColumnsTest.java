package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No column that sounds like a secret holds one as it is. */
class SecretColumnsTest {

    /** How secrets are called. */
    private static final Pattern SECRET = Pattern.compile(
            "secret|private|password|passphrase|credential|token|ticket|api_?key|signing|cipher|salt|nonce|otp|seed");

    /** Digests of random text, or of passwords by PBKDF2: nothing can be read back. */
    private static final Pattern DIGEST = Pattern.compile("(.*_)?hash");

    /** Columns that sound like secrets, and hold kinds and names of credentials. */
    private static final Set<String> HARMLESS = Set.of("schedule.credential_kind", "schedule.credential_name");

    @Test
    void everyColumnThatSoundsLikeASecretIsEncryptedOrADigest() throws IOException {
        var encrypted = Arrays.stream(SecretColumn.values())
                .map(column -> column.table() + '.' + column.column())
                .collect(Collectors.toSet());

        assertThat(columns()).containsAll(encrypted);
        assertThat(columns().stream()
                        .filter(column -> SECRET.matcher(column.substring(column.indexOf('.') + 1))
                                .find())
                        .filter(column -> !DIGEST.matcher(column.substring(column.indexOf('.') + 1))
                                .matches())
                        .filter(column -> !HARMLESS.contains(column)))
                .allMatch(encrypted::contains, "encrypted with SecretCipher, and in SecretColumn");
    }

    @Test
    void everyEncryptedFieldHasItsColumnAndTheOtherWayRound() {
        var fields = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("org.belfry").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(EncryptedText.class))
                        .map(SecretColumnsTest::column)
                        .toList();

        assertThat(fields)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SecretColumn.values())
                        // It is written by a statement, twice encrypted.
                        .filter(column -> column != SecretColumn.KEPT_ANSWER)
                        .map(column -> column.table() + '.' + column.column())
                        .toList());
    }

    private static String column(JavaField field) {
        var owner = field.getOwner();
        var table = owner.isAnnotatedWith(Table.class)
                ? owner.getAnnotationOfType(Table.class).name()
                : owner.getSimpleName().toLowerCase(Locale.ROOT);
        var name = field.isAnnotatedWith(Column.class)
                ? field.getAnnotationOfType(Column.class).name()
                : field.getName();
        return table + '.' + name;
    }

    /** Those of all migrations that hold text: {@code table.column}. */
    private static Set<String> columns() throws IOException {
        var columns = new TreeSet<String>();
        for (var statement : statements()) {
            var table = Pattern.compile("^create table (\\w+) \\((.*)\\)$").matcher(statement);
            if (table.matches()) {
                Pattern.compile("(?:^|, )\\s*(\\w+) +(?:varchar|\\$)")
                        .matcher(table.group(2))
                        .results()
                        .forEach(column -> columns.add(table.group(1) + '.' + column.group(1)));
            }
            var added = Pattern.compile("^alter table (\\w+) add column (\\w+) (?:varchar|\\$).*")
                    .matcher(statement);
            if (added.matches()) {
                columns.add(added.group(1) + '.' + added.group(2));
            }
        }
        return columns;
    }

    private static List<String> statements() throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/db/migration"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .flatMap(file -> {
                        try {
                            return Stream.of(Files.readString(file)
                                    .replaceAll("--[^\n]*", "")
                                    .split(";"));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .map(statement -> statement.replaceAll("\\s+", " ").strip())
                    .toList();
        }
    }
}
