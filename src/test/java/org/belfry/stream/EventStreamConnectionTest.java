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

class EventStreamConnectionTest {

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
    private final EventStreamConnection connection = new EventStreamConnection(
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
        connection.send(
                new StreamFrame(modseq, text), failure -> told.add(failure == null ? "sent" : failure.getMessage()));
    }

    @Test
    void nothingIsWrittenBeforeTheServerSaysThatItMay() {
        response.room = 100;
        send(7, "{}");
        assertThat(told).isEmpty();
        assertThat(response.written.size()).isZero();
        connection.onWritePossible();
        assertThat(told).containsExactly("sent");
        assertThat(response.flushed()).isEqualTo("id: 7\ndata: {}\n\n");
    }

    @Test
    void aFrameIsSentOnlyWhenItWasFlushed() {
        send(7, "{}");
        response.room = 1;
        connection.onWritePossible();
        assertThat(response.written.size()).isPositive();
        assertThat(told).isEmpty();
        response.room = 1;
        connection.onWritePossible();
        assertThat(told).isEmpty();
        response.room = 1;
        connection.onWritePossible();
        assertThat(told).containsExactly("sent");
        send(8, "{\"a\":1}");
        assertThat(told).containsExactly("sent");
        response.room = 3;
        connection.onWritePossible();
        assertThat(told).containsExactly("sent", "sent");
        assertThat(response.flushed()).endsWith("\n\nid: 8\ndata: {\"a\":1}\n\n");
    }

    @Test
    void whatSaysNothingOfThePositionHasNoId() {
        assertThat(EventStreamConnection.event(StreamFrame.error("No")))
                .isEqualTo("data: {\"frame\":\"error\",\"error\":\"No\"}\n\n");
    }

    @Test
    void aLineBreakInATextDoesNotEndTheEvent() {
        assertThat(EventStreamConnection.event(StreamFrame.error("a\nb\r\n\nid: 9")))
                .hasLineCount(2);
    }

    @Test
    void aSignOfLifeIsAComment() {
        response.room = 100;
        connection.onWritePossible();
        connection.ping(failure -> told.add("beaten"));
        assertThat(response.flushed()).isEqualTo(":\n\n");
        assertThat(told).containsExactly("beaten");
    }

    @Test
    void aBrokenConnectionIsToldOnceAndEndsTheResponse() {
        response.room = 100;
        response.broken = true;
        connection.onWritePossible();
        send(7, "{}");
        assertThat(told).containsExactly("Broken pipe");
        connection.onError(new IOException("Again"));
        connection.close(StreamCloseReason.goingDown());
        assertThat(told).hasSize(1);
        assertThat(completed).isEqualTo(1);
        assertThatThrownBy(() -> send(8, "{}")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEndWhileSomethingWaitsIsTheEnd() {
        send(7, "{}");
        connection.close(StreamCloseReason.goingDown());
        response.room = 100;
        connection.onWritePossible();
        assertThat(response.written.size()).isZero();
        assertThat(completed).isEqualTo(1);
    }
}
