package org.belfry.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.belfry.platform.UnixTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes long is not taken for dead. */
class CurrentOperationTest {

    private static final IdempotentAttempt ATTEMPT =
            new IdempotentAttempt("call", new IdempotentAttempt.Whose(1, "caller", false), "request", "owner", null);

    private final CurrentOperation operation = new CurrentOperation();
    private final List<IdempotentAttempt> renewed = new ArrayList<>();
    private boolean fails;

    @BeforeEach
    void inject() throws ReflectiveOperationException {
        set("calls", new IdempotentCalls() {
            @Override
            public void renew(IdempotentAttempt idempotentAttempt) {
                renewed.add(idempotentAttempt);
                if (fails) {
                    throw new IllegalStateException("no database");
                }
            }
        });
        at(0);
    }

    private void at(long second) throws ReflectiveOperationException {
        set("time", new UnixTime(Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC)));
    }

    private void set(String name, Object value) throws ReflectiveOperationException {
        var field = CurrentOperation.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(operation, value);
    }

    @Test
    void aLeaseIsRenewedWhenAThirdOfItIsOver() throws ReflectiveOperationException {
        operation.begin(ATTEMPT, "o");
        for (var second = 0; second < IdempotentCall.LEASE; second++) {
            at(second);
            operation.goOn();
        }
        assertThat(renewed).containsExactly(ATTEMPT, ATTEMPT);
        assertThat(operation.id()).isEqualTo("o");
    }

    @Test
    void theWorkGoesOnWhereTheLeaseCannotBeRenewed() throws ReflectiveOperationException {
        fails = true;
        operation.begin(ATTEMPT, "o");
        at(IdempotentCall.LEASE);
        operation.goOn();
        assertThat(renewed).hasSize(1);
    }

    @Test
    void withoutAKeyThereIsNothingToRenew() throws ReflectiveOperationException {
        at(IdempotentCall.LEASE);
        operation.goOn();
        assertThat(renewed).isEmpty();
        assertThat(operation.id()).isNull();
    }
}
