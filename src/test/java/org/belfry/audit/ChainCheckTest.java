package org.belfry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.belfry.audit.ChainCheck.Anchor;
import org.belfry.audit.ChainCheck.Finding;
import org.belfry.platform.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody does to the table is found, and nothing else is. */
class ChainCheckTest {

    private static final int LENGTH = 40;

    private final AuditChain chain = new AuditChain(1, 1000);
    private final List<AuditEntry> table = new ArrayList<>();

    ChainCheckTest() {
        seal(LENGTH);
    }

    private void seal(int count) {
        for (var i = 0; i < count; i++) {
            var number = chain.seq() + 1;
            var entry = new AuditEntry(
                    1,
                    1000 + number,
                    new Actor("session", "ada", 7L, "203.0.113.7"),
                    Action.TYPE_CHANGED,
                    "type-" + number,
                    "{\"n\":1}",
                    "{\"n\":2}");
            set(entry, "id", 5000 + number);
            chain.append(entry, number, 2000);
            table.add(entry);
        }
    }

    private List<Finding> verify(Anchor anchor) {
        var check = new ChainCheck(anchor);
        table.stream()
                .sorted(Comparator.comparing(AuditEntry::seq).thenComparing(AuditEntry::id))
                .forEach(check::accept);
        check.end(chain);
        assertThat(check.entries()).isEqualTo(table.size());
        return check.findings();
    }

    private List<Long> found() {
        return verify(null).stream().map(Finding::seq).toList();
    }

    private AuditEntry entry(int number) {
        return table.get(number - 1);
    }

    @Test
    void aWholeChainIsWhole() {
        assertThat(verify(null)).isEmpty();
        assertThat(verify(new Anchor(17, entry(17).hash()))).isEmpty();
    }

    @Test
    void aChainWithoutEntriesIsWhole() {
        var check = new ChainCheck(null);
        check.end(new AuditChain(1, 1000));
        assertThat(check.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "id, 9999",
        "organizationId, 2",
        "at, 1",
        "actorKind, api_key",
        "actor, bob",
        "actor,",
        "credentialId, 8",
        "credentialId,",
        "address, 203.0.113.8",
        "address,",
        "action, type.created",
        "subject, another",
        "subject,",
        "before, {}",
        "before,",
        "after, '{\"n\":3}'",
        "after,"
    })
    void anEntryThatWasChangedInAnyColumnIsNamedAndNoOther(String column, String value) {
        change(entry(17), column, value);
        assertThat(verify(null)).extracting(Finding::seq).containsExactly(17L);
        assertThat(verify(null))
                .extracting(Finding::id)
                .containsExactly(entry(17).id());
    }

    @Test
    void whatMovesFromOneColumnToTheNextIsAnotherEntry() {
        var hashes = new HashSet<String>();
        for (var parts : List.of(
                List.of("ab", "c"), List.of("a", "bc"), List.of("abc", ""), List.of("", "abc"), List.of("a\n", "bc"))) {
            var one = new AuditEntry(
                    1, 1, new Actor("link", null, null, null), Action.KEY_USED, null, parts.get(0), parts.get(1));
            assertThat(hashes.add(one.hash(AuditEntry.NOTHING))).isTrue();
        }
        var nobody = new AuditEntry(1, 1, new Actor("link", null, null, null), Action.KEY_USED, null, null, "abc");
        assertThat(hashes.add(nobody.hash(AuditEntry.NOTHING))).isTrue();
    }

    @Test
    void theFormOfTheHashIsKeptFromVersionToVersion() {
        var entry =
                new AuditEntry(1, 1000, new Actor("session", "ada", 7L, null), Action.TYPE_CHANGED, "ü", null, "{}");
        assertThat(entry.hash(AuditEntry.NOTHING))
                .isEqualTo("09258033f013f5ed07eefe1ab74d4d99576e49414c9a4ef59443750a72965e8c");
    }

    @Test
    void anEntryWhoseHashWasMadeToFitIsFoundByTheNext() {
        set(entry(17), "subject", "forged");
        set(entry(17), "hash", entry(17).hash(entry(16).hash()));
        assertThat(found()).containsExactly(18L);
    }

    @Test
    void whatIsMissingIsNamed() {
        table.removeAll(List.of(entry(10), entry(20), entry(21), entry(22)));
        assertThat(verify(null))
                .containsExactly(
                        new Finding(10L, null, Sentence.of("is missing")),
                        new Finding(20L, null, Sentence.of("is missing, as are all entries up to 22")));
    }

    @Test
    void theFirstAndTheLastOnesAreMissedToo() {
        table.removeAll(List.of(entry(1), entry(LENGTH)));
        assertThat(found()).containsExactly(1L, (long) LENGTH);
    }

    @Test
    void anEmptyTableIsMissed() {
        table.clear();
        assertThat(verify(null))
                .containsExactly(new Finding(1L, null, Sentence.of("is missing, as are all entries up to " + LENGTH)));
    }

    @Test
    void entriesThatChangedPlacesAreBothNamedAndNoOther() {
        var one = entry(17);
        var other = entry(18);
        set(one, "seq", 18L);
        set(other, "seq", 17L);
        assertThat(found()).containsExactly(17L, 18L);
    }

    @Test
    void anEntryThatIsPutBetweenIsNamed() {
        var forged = forged(17);
        table.add(forged);
        assertThat(verify(null)).extracting(Finding::id).containsExactly(forged.id());
    }

    @Test
    void anEntryThatIsPutAtTheEndIsNamedAlsoWhenOthersFollow() {
        var forged = forged(LENGTH + 1);
        table.add(forged);
        assertThat(found()).contains(LENGTH + 1L);
        // The sealing passes over its number.
        var next = new AuditEntry(1, 1, Actor.BELFRY, Action.KEY_USED, null, null, null);
        set(next, "id", 9001L);
        chain.append(next, LENGTH + 2L, 2000);
        table.add(next);
        assertThat(verify(null)).extracting(Finding::id).containsExactly(forged.id());
    }

    private AuditEntry forged(long number) {
        var forged = new AuditEntry(1, 1, Actor.BELFRY, Action.KEY_USED, "forged", null, null);
        set(forged, "id", 9000L);
        set(forged, "seq", number);
        set(forged, "hash", "f".repeat(64));
        return forged;
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "50, 41", "0, 40"})
    void anEndThatWasChangedIsFound(long seq, long named) {
        set(chain, "seq", seq);
        assertThat(found()).containsExactly(seq < LENGTH ? LENGTH : named);
    }

    @Test
    void anEndWithAnotherHashIsFound() {
        set(chain, "hash", "0".repeat(64));
        assertThat(found()).containsExactly((long) LENGTH);
    }

    @Test
    void anEndThatWasRemovedIsFoundAndStaysSo() {
        var check = new ChainCheck(null);
        table.forEach(check::accept);
        check.end(null);
        assertThat(check.findings()).hasSize(1);

        var again = new ChainCheck(null);
        table.forEach(again::accept);
        again.end(new AuditChain(1, LENGTH, entry(LENGTH).hash(), 3000));
        assertThat(again.findings()).extracting(Finding::seq).containsExactly((long) LENGTH);
    }

    @Test
    void lastEntriesThatAreCutOffWithTheirEndAreFoundByWhatWasNoted() {
        var anchor = new Anchor(LENGTH, entry(LENGTH).hash());
        table.subList(30, LENGTH).clear();
        set(chain, "seq", 30L);
        set(chain, "hash", entry(30).hash());
        assertThat(verify(null)).isEmpty();
        assertThat(verify(anchor)).extracting(Finding::seq).containsExactly((long) LENGTH);
    }

    @Test
    void aChainThatWasWrittenAnewIsFoundByWhatWasNoted() {
        var anchor = new Anchor(LENGTH, entry(LENGTH).hash());
        set(entry(17), "subject", "forged");
        var last = entry(16).hash();
        for (var entry : table.subList(16, LENGTH)) {
            set(entry, "hash", entry.hash(last));
            last = entry.hash();
        }
        set(chain, "hash", last);
        assertThat(verify(null)).isEmpty();
        assertThat(verify(anchor)).extracting(Finding::seq).containsExactly((long) LENGTH);
    }

    @Test
    void noMoreIsToldThanAPersonCanRead() {
        seal(1000);
        Stream.iterate(1, i -> i < 1000, i -> i + 2).forEach(i -> set(entry(i), "subject", "forged"));
        assertThat(verify(null)).hasSize(ChainCheck.MOST);
    }

    @Test
    void everyColumnIsInTheHash() {
        var hashed = Set.of(
                "id",
                "organizationId",
                "at",
                "actorKind",
                "actor",
                "credentialId",
                "address",
                "action",
                "subject",
                "before",
                "after",
                "seq");
        assertThat(Stream.of(AuditEntry.class.getDeclaredFields())
                        .filter(field -> !java.lang.reflect.Modifier.isStatic(field.getModifiers()))
                        .map(Field::getName)
                        .filter(name -> !name.startsWith("_")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(hashed.stream(), Stream.of("hash")).toList());
    }

    private static void change(AuditEntry entry, String column, String value) {
        set(
                entry,
                column,
                Set.of("id", "organizationId", "at", "credentialId").contains(column) && value != null
                        ? (Object) Long.valueOf(value)
                        : value);
    }

    private static void set(Object row, String column, Object value) {
        try {
            var field = row.getClass().getDeclaredField(column);
            field.setAccessible(true);
            field.set(row, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
