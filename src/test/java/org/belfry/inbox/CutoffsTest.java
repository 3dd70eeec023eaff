package org.belfry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.belfry.inbox.Cutoffs.Cutoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutoffsTest {

    private final Cutoffs cutoffs = new Cutoffs(
            new Cutoff(100, Cutoffs.NEVER),
            Map.of("brief", new Cutoff(300, 200), "kept", new Cutoff(Cutoffs.NEVER, Cutoffs.NEVER)));

    @ParameterizedTest
    @CsvSource({
        "any, true, 99, true",
        "any, true, 100, false",
        "any, false, 1, false",
        "brief, true, 299, true",
        "brief, true, 300, false",
        "brief, false, 199, true",
        "brief, false, 200, false",
        "kept, true, 1, false",
        "kept, false, 1, false"
    })
    void whatWasCreatedBeforeTheCutOffIsOld(String type, boolean read, long createdAt, boolean old) {
        assertThat(cutoffs.isOld(type, read, createdAt)).isEqualTo(old);
    }

    @Test
    void nothingIsOldThatIsYoungerThanAllCutOffs() {
        assertThat(cutoffs.latest()).isEqualTo(300);
        assertThat(cutoffs.latestRead()).isEqualTo(300);
        var never = new Cutoffs(new Cutoff(Cutoffs.NEVER, 7), Map.of());
        assertThat(never.latest()).isEqualTo(7);
        assertThat(never.latestRead()).isEqualTo(Cutoffs.NEVER);
    }
}
