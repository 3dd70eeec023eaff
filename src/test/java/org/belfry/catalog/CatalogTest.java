package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogTest {

    private final Catalog catalog = new Catalog();

    @BeforeEach
    void load() {
        catalog.load();
    }

    /** As it stands in the file, before anything is made of it. */
    private static List<JsonObject> written() throws IOException {
        try (var in = Catalog.class.getResourceAsStream("catalogue.json");
                var reader = Json.createReader(in)) {
            return reader.readObject().getJsonArray("types").getValuesAs(JsonObject.class);
        }
    }

    @Test
    void everyTypeThatIsWrittenIsShippedInThatOrder() throws IOException {
        assertThat(catalog.shipped())
                .isNotEmpty()
                .extracting(EventType::code)
                .containsExactlyElementsOf(
                        written().stream().map(type -> type.getString("code")).toList());
    }

    @Test
    void codesAreUniqueWhateverTheirCase() {
        assertThat(catalog.shipped())
                .extracting(type -> type.code().toLowerCase())
                .doesNotHaveDuplicates();
    }

    @Test
    void codesAreShortAndWithoutBlanks() {
        assertThat(catalog.shipped())
                .allSatisfy(type ->
                        assertThat(type.code()).matches("[A-Za-z0-9_.]+").hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void everyMemberIsKnownAndWellWritten() throws IOException {
        var priorities = Arrays.stream(Priority.values()).map(Priority::code).toList();
        var channels = Arrays.stream(Channel.values()).map(Channel::code).toList();

        assertThat(written()).allSatisfy(type -> {
            assertThat(type.keySet())
                    .containsAll(List.of("code", "category", "description", "title", "priority", "channels"))
                    .isSubsetOf("code", "category", "description", "title", "priority", "channels", "mandatory");
            assertThat(type.getString("priority")).isIn(priorities);
            assertThat(type.getJsonArray("channels").getValuesAs(JsonString::getString))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(channels);
        });
    }

    @Test
    void noTextIsBlankOrUntidy() {
        assertThat(catalog.shipped()).allSatisfy(type -> {
            assertThat(List.of(
                            type.category(), type.description(), type.wording().title()))
                    .allSatisfy(text -> assertThat(text)
                            .isNotBlank()
                            .isEqualTo(text.strip())
                            .doesNotContain("  ", "TODO", "\n"));
            assertThat(type.description()).endsWith(".");
            assertThat(type.wording().title()).doesNotEndWith(".").hasSizeLessThan(100);
            assertThat(type.category()).matches("[a-z]+");
        });
    }

    @Test
    void everyTypeTellsInTheInbox() {
        assertThat(catalog.shipped())
                .allSatisfy(type -> assertThat(type.channels()).contains(Channel.IN_APP));
    }

    @Test
    void theTypesOfACategoryStandTogether() {
        var begun = new ArrayList<String>();
        catalog.shipped().forEach(type -> {
            if (begun.isEmpty() || !begun.get(begun.size() - 1).equals(type.category())) {
                begun.add(type.category());
            }
        });

        assertThat(begun).doesNotHaveDuplicates();
        assertThat(begun).as("the category of ad-hoc types").doesNotContain("other");
    }

    @Test
    void aTypeIsFoundByItsExactCode() {
        assertThat(catalog.shipped("mention"))
                .hasValueSatisfying(type -> assertThat(type.code()).isEqualTo("mention"));
        assertThat(catalog.shipped("MENTION")).isEmpty();
        assertThat(catalog.shipped("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "task_asigned, task_assigned",
        "TASK_ASSIGNED, task_assigned",
        "execution_failed, execution.failed",
        "mentions, mention",
        "flag_schedule_failed, FLAG_SCHEDULE_FAILED",
    })
    void theNearestTypeIsTheOneThatWasMeant(String mistyped, String meant) {
        assertThat(catalog.nearest(mistyped)).hasSize(3).startsWith(meant).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void aChannelIsReadByItsCode(Channel channel) {
        assertThat(Channel.of(channel.code())).isSameAs(channel);
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void aPriorityIsReadByItsCode(Priority priority) {
        assertThat(Priority.of(priority.code())).isSameAs(priority);
    }
}
