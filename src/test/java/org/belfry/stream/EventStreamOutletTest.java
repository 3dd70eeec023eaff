package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamOutletTest {

    /** Takes so many calls until it is not ready any more; no call without having been asked whether it is. */
    private static final class Response extends ServletOutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room;
        private boolean asked;
        private int flushed;
        private boolean broken;

        @Override
        public boolean isReady() {
            asked = room > 0;
            return asked;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            called();
            written.write(bytes, from, length);
        }

        @Override
        public void write(int octet) {
            throw new IllegalStateException("One by one");
        }

        @Override
        public void flush() throws IOException {
            called();
            flushed = written.size();
        }

        private void called() throws IOException {
            if (!asked) {
                throw new IllegalStateException("Not asked whether it is ready");
            }
            asked = false;
            room--;
            if (broken) {
                throw new IOException("Broken pipe");
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("That is the filter's");
        }

        String flushed() {
            return written.toString(StandardCharsets.UTF_8).substring(0, flushed);
        }
    }

    private final Response response = new Response();
    private final List<String> told = new ArrayList<>();
    private int completed;
    private final EventStreamOutlet outlet = new EventStreamOutlet(
            (AsyncContext) Proxy.newProxyInstance(
                    AsyncContext.class.getClassLoader(),
                    new Class<?>[] {AsyncContext.class},
                    (self, method, arguments) -> {
                        assertThat(method.getName()).isEqualTo("complete");
                        completed++;
                        return null;
                    }),
            response);

    private void send(long modseq, String text) {
        outlet.send(new Frame(modseq, text), failure -> told.add(failure == null ? "sent" : failure.getMessage()));
    }

    @Test
    void nothingIsWrittenBeforeTheServerSaysThatItMay() {
        response.room = 100;
        send(7, "{}");
        assertThat(told).isEmpty();
        assertThat(response.written.size()).isZero();
        outlet.onWritePossible();
        assertThat(told).containsExactly("sent");
        assertThat(response.flushed()).isEqualTo("id: 7\ndata: {}\n\n");
    }

    @Test
    void aFrameIsSentOnlyWhenItWasFlushed() {
        send(7, "{}");
        response.room = 1;
        outlet.onWritePossible();
        assertThat(response.written.size()).isPositive();
        assertThat(told).isEmpty();
        response.room = 1;
        outlet.onWritePossible();
        assertThat(told).isEmpty();
        response.room = 1;
        outlet.onWritePossible();
        assertThat(told).containsExactly("sent");
        send(8, "{\"a\":1}");
        assertThat(told).containsExactly("sent");
        response.room = 3;
        outlet.onWritePossible();
        assertThat(told).containsExactly("sent", "sent");
        assertThat(response.flushed()).endsWith("\n\nid: 8\ndata: {\"a\":1}\n\n");
    }

    @Test
    void whatSaysNothingOfThePositionHasNoId() {
        assertThat(EventStreamOutlet.event(Frame.error("No")))
                .isEqualTo("data: {\"frame\":\"error\",\"error\":\"No\"}\n\n");
    }

    @Test
    void aLineBreakInATextDoesNotEndTheEvent() {
        assertThat(EventStreamOutlet.event(Frame.error("a\nb\r\n\nid: 9"))).hasLineCount(2);
    }

    @Test
    void aSignOfLifeIsAComment() {
        response.room = 100;
        outlet.onWritePossible();
        outlet.beat(failure -> told.add("beaten"));
        assertThat(response.flushed()).isEqualTo(":\n\n");
        assertThat(told).containsExactly("beaten");
    }

    @Test
    void aBrokenConnectionIsToldOnceAndEndsTheResponse() {
        response.room = 100;
        response.broken = true;
        outlet.onWritePossible();
        send(7, "{}");
        assertThat(told).containsExactly("Broken pipe");
        outlet.onError(new IOException("Again"));
        outlet.close(Ending.goingDown());
        assertThat(told).hasSize(1);
        assertThat(completed).isEqualTo(1);
        assertThatThrownBy(() -> send(8, "{}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndWhileSomethingWaitsIsTheEnd() {
        send(7, "{}");
        outlet.close(Ending.goingDown());
        response.room = 100;
        outlet.onWritePossible();
        assertThat(response.written.size()).isZero();
        assertThat(completed).isEqualTo(1);
    }
}
