package org.belfry.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.belfry.platform.Problem;
import org.junit.jupiter.api.Test;

class RecipientWriterTest {

    /** As Derby does, which finds a name by the same with blanks at its end. */
    @Test
    void aNameThatTheDatabaseTakesForAnotherIsRefused() throws Exception {
        var creation = new RecipientWriter();
        var recipients = RecipientWriter.class.getDeclaredField("recipients");
        recipients.setAccessible(true);
        recipients.set(creation, new Recipients() {
            @Override
            Map<String, Long> ids(long organizationId, Collection<String> names) {
                return Map.of("ada", 7L);
            }
        });

        assertThatThrownBy(() -> creation.createAbsent(1, new TreeSet<>(List.of("ada "))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }
}
