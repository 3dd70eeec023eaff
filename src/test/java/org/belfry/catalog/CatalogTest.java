package org.belfry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belfry.catalog.TypeTemplates.Variant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

    private final Catalog catalog = new Catalog();

    @BeforeEach
    void load() {
        catalog.load();
    }

    private static final List<String> LANGUAGES = List.of("en", "de");

    @Test
    void everyTypeThatIsWrittenIsShippedInThatOrder() {
        assertThat(catalog.shipped())
                .hasSizeGreaterThan(40)
                .extracting(EventType::code)
                .containsExactlyElementsOf(ShippedTypes.written().stream()
                        .map(type -> (String) type.get("code"))
                        .toList());
    }

    @Test
    void codesAreUniqueWhateverTheirCase() {
        assertThat(ShippedTypes.written())
                .extracting(type -> type.get("code").toString().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void codesAreShortAndWithoutBlanks() {
        assertThat(catalog.shipped())
                .allSatisfy(type ->
                        assertThat(type.code()).matches("[A-Za-z0-9_.]+").hasSizeLessThanOrEqualTo(100));
    }

    /** Clients know them by these codes. */
    @Test
    void theTypesThatTheContractNamesAreThere() {
        assertThat(catalog.shipped())
                .extracting(EventType::code)
                .contains(
                        "task_assigned",
                        "task_completed",
                        "mention",
                        "alert_triggered",
                        "agent_offline",
                        "webhook_failed",
                        "resource_limit",
                        "system_message",
                        "execution.completed",
                        "execution.failed",
                        "execution.cancelled",
                        "EXPERIMENT_SCHEDULED_LAUNCH_FIRED",
                        "EXPERIMENT_SCHEDULED_END_FIRED",
                        "EXPERIMENT_SCHEDULE_MISSED",
                        "EXPERIMENT_SCHEDULE_FAILED",
                        "FLAG_SCHEDULED_ENABLE_FIRED",
                        "FLAG_SCHEDULED_DISABLE_FIRED",
                        "FLAG_SCHEDULE_MISSED",
                        "FLAG_SCHEDULE_FAILED",
                        "schedule.fired",
                        "schedule.missed",
                        "schedule.failed");
    }

    @Test
    void everyMemberIsKnownAndWellWritten() {
        var priorities = Arrays.stream(Priority.values()).map(Priority::code).toList();
        var channels = Arrays.stream(Channel.values()).map(Channel::code).toList();

        assertThat(ShippedTypes.written()).allSatisfy(type -> {
            assertThat(type.keySet())
                    .containsAll(List.of("code", "category", "description", "title", "message", "priority", "channels"))
                    .isSubsetOf(
                            "code",
                            "category",
                            "description",
                            "title",
                            "message",
                            "priority",
                            "channels",
                            "mandatory",
                            "reserved",
                            "collapse_window",
                            "data");
            assertThat(type.get("priority")).isIn(priorities);
            assertThat((List<?>) type.get("channels")).doesNotHaveDuplicates().allSatisfy(channel -> assertThat(channel)
                    .isIn(channels));
            assertThat(type.getOrDefault("mandatory", true)).isEqualTo(true);
            assertThat((Integer) type.getOrDefault("collapse_window", 60)).isBetween(60, 86_400);
            for (var text : List.of("description", "title", "message")) {
                assertThat(((Map<?, ?>) type.get(text)).keySet())
                        .extracting(Object::toString)
                        .containsExactlyElementsOf(LANGUAGES);
            }
        });
    }

    @Test
    void onlyWhatProtectsAccountsAndTheAuditLogIsMandatory() {
        assertThat(catalog.shipped())
                .filteredOn(EventType::mandatory)
                .extracting(EventType::code)
                .containsExactlyInAnyOrder(
                        "superadmin.changed",
                        "account.status_changed",
                        "password.changed",
                        "login.new_device",
                        "api_key.changed",
                        "webhook.changed",
                        "audit.broken");
    }

    @Test
    void everyMandatoryTypeAndEveryTypeThatOnlyBelfryPostsIsReserved() {
        assertThat(catalog.shipped())
                .filteredOn(type -> catalog.reserved(type.code()).isPresent())
                .extracting(EventType::code)
                .containsAll(catalog.shipped().stream()
                        .filter(EventType::mandatory)
                        .map(EventType::code)
                        .toList())
                .contains("delivery.stopped", "schedule.fired", "FLAG_SCHEDULE_FAILED", "EXPERIMENT_SCHEDULE_MISSED")
                .doesNotContain("mention", "system_message", "usage.threshold_reached", "use_case.schedule_changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password.changed",
                "Password.Changed",
                "password_changed",
                "passw0rd.changed",
                "pаssword.changed",
                "password.\u200Bchanged",
                "\uFF50assword.changed",
                "password.c\u0301hanged"
            })
    void aCodeThatLooksLikeAReservedOneIsTakenForIt(String code) {
        assertThat(catalog.reserved(code)).contains("password.changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "password.changed.externally", "changed.password", "build.failed", "…"})
    void anotherCodeIsNotReserved(String code) {
        assertThat(catalog.reserved(code)).isEmpty();
    }

    static Stream<ShippedTypes.Entry> entries() {
        return new ShippedTypes().all().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsSaidOfATypeIsTidy(ShippedTypes.Entry entry) {
        assertThat(entry.type().category()).matches("[a-z]+");
        assertThat(entry.descriptions().values())
                .allSatisfy(CatalogTest::isTidy)
                .allSatisfy(text -> assertThat(text).endsWith("."));
        assertThat(entry.variables().keySet())
                .allSatisfy(name -> assertThat(name).matches("[a-z_]+"));
        assertThat(entry.variables().values()).allSatisfy(CatalogTest::isTidy).allSatisfy(text -> assertThat(text)
                .doesNotEndWith("."));
    }

    /** Each member of data on its own present or absent, and the rest of the values too. */
    @ParameterizedTest
    @MethodSource("entries")
    void theTextsReadWellWhicheverValuesAreMissing(ShippedTypes.Entry entry) {
        var names = new ArrayList<>(List.of("actor", "organization", "source"));
        entry.variables().keySet().forEach(name -> names.add("data." + name));
        for (var present = 0; present < 1 << names.size(); present++) {
            for (var status : statuses(entry)) {
                for (var language : LANGUAGES) {
                    var text = entry.type()
                            .typeTemplates()
                            .write(values(names, present, status), new Variant(language, "Europe/Berlin"));
                    isTidy(text.title());
                    assertThat(text.title()).doesNotEndWith(".").hasSizeLessThan(100);
                    assertThat(text.message()).as(entry.type().code()).isNotNull();
                    text.message().lines().forEach(CatalogTest::isTidy);
                    assertThat(text.message()).containsPattern("[.”“%5]$|: reason$|say this$");
                    for (var i = 0; i < names.size(); i++) {
                        var shown = (text.title() + text.message()).contains("«" + names.get(i) + "»");
                        assertThat(shown && (present & 1 << i) == 0)
                                .as(names.get(i))
                                .isFalse();
                    }
                }
            }
        }
    }

    /** What is said to be one of some words is tried with each of them. */
    private static List<String> statuses(ShippedTypes.Entry entry) {
        var words = entry.variables().getOrDefault("status", entry.variables().getOrDefault("change", "any"));
        return List.of(words.split(", | or "));
    }

    private static Map<String, Object> values(List<String> names, int present, String status) {
        var values = new HashMap<String, Object>();
        var data = Json.createObjectBuilder();
        for (var i = 0; i < names.size(); i++) {
            if ((present & 1 << i) != 0) {
                switch (names.get(i)) {
                    case "actor", "organization" -> values.put(names.get(i), names.get(i));
                    case "source" -> values.put("source", Map.of("type", "t", "id", 1L, "title", "T", "status", "s"));
                    default -> {
                        var name = names.get(i).substring("data.".length());
                        switch (name) {
                            case "at",
                                    "expires_at",
                                    "expired_at",
                                    "next_run",
                                    "due_at",
                                    "last_seen",
                                    "offline_since",
                                    "limit" -> data.add(name, 1_709_823_455);
                            case "status", "change" -> data.add(name, status);
                            case "error" -> data.add(name, "reason");
                            case "text" -> data.add(name, "say this");
                            default -> data.add(name, name);
                        }
                    }
                }
            }
        }
        values.put("data", data.build());
        return values;
    }

    private static void isTidy(String text) {
        assertThat(text)
                .isNotBlank()
                .isEqualTo(text.strip())
                .doesNotContain("  ", "TODO", "\n", "{", "}", " .", " ,", "..", "()", "“”", "„“", "null")
                .matches("[\\p{Lu}a-zT„“].*");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void bothLanguagesTellTheSame(ShippedTypes.Entry entry) {
        var names = LANGUAGES.stream()
                .map(language -> {
                    var templates = entry.type().typeTemplates().templates(language);
                    var all = new TreeSet<>(templates.message().names());
                    all.addAll(templates.title().names());
                    return all;
                })
                .toList();
        assertThat(names.get(0)).isEqualTo(names.get(1));
        assertThat(entry.type().typeTemplates().languages()).containsExactlyInAnyOrderElementsOf(LANGUAGES);
        var messages = LANGUAGES.stream()
                .map(language -> entry.type()
                        .typeTemplates()
                        .templates(language)
                        .message()
                        .source())
                .toList();
        assertThat(messages).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyVariableIsDeclaredAndEveryDeclaredOneUsed(ShippedTypes.Entry entry) {
        var used = entry.type().typeTemplates().templates("en").message().names().stream()
                .filter(name -> name.startsWith("data."))
                .map(name -> name.split("\\.")[1])
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(entry.variables().keySet());
        assertThat(entry.type().typeTemplates().variables().keySet().stream().map(name -> name.split("\\.")[0]))
                .as("short forms, and names that are the event's")
                .allSatisfy(name -> assertThat(entry.variables()).containsKey(name));
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
