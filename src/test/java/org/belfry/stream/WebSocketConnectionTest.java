package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.belfry.platform.BackgroundExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketConnectionTest {

    private static final StreamFrame FRAME = new StreamFrame(1, "a");
    private static final String TEXT_A = "810161";

    private final List<String> written = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final Deque<byte[]> incoming = new ArrayDeque<>();
    private final WebSocketConnection connection = new WebSocketConnection();
    private boolean isWritable = true;
    private boolean isHungUp;

    private final ServletInputStream in = new ServletInputStream() {
        @Override
        public boolean isReady() {
            return !incoming.isEmpty();
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            assertThat(listener).isSameAs(connection);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into) {
            var next = incoming.remove();
            System.arraycopy(next, 0, into, 0, next.length);
            return next.length;
        }
    };

    private final ServletOutputStream out = new ServletOutputStream() {
        @Override
        public boolean isReady() {
            return isWritable;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            assertThat(listener).isSameAs(connection);
        }

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) {
            written.add(HexFormat.of().formatHex(bytes));
        }

        @Override
        public void flush() {
            // Written is sent.
        }
    };

    @BeforeEach
    void open() {
        var background = new BackgroundExecutor() {
            @Override
            public void execute(Runnable task) {
                task.run();
            }

            @Override
            public void executeAfter(Duration delay, Runnable task) {
                later.add(task);
            }
        };
        connection.prepare(background, new WebSocketConnection.Receiver() {
            @Override
            public void opened(WebSocketConnection opened) {
                received.add("opened");
            }

            @Override
            public void text(String message) {
                received.add("text " + message);
            }

            @Override
            public void onActivity() {
                received.add("heard");
            }

            @Override
            public void closed() {
                received.add("closed");
            }
        });
        connection.init(new WebConnection() {
            @Override
            public ServletInputStream getInputStream() {
                return in;
            }

            @Override
            public ServletOutputStream getOutputStream() {
                return out;
            }

            @Override
            public void close() {
                isHungUp = true;
            }
        });
        received.clear();
    }

    private void receive(String... frames) throws IOException {
        for (var frame : frames) {
            incoming.add(HexFormat.of().parseHex(frame));
        }
        connection.onDataAvailable();
    }

    private void send() {
        connection.send(FRAME, failure -> sent.add(failure == null ? "sent" : "failed"));
    }

    @Test
    void aFrameIsSentOnceTheServerTakesIt() {
        send();
        assertThat(written).isEmpty();

        connection.onWritePossible();
        assertThat(written).containsExactly(TEXT_A);
        assertThat(sent).containsExactly("sent");

        connection.ping(failure -> sent.add("beaten"));
        assertThat(written).containsExactly(TEXT_A, "8900");
    }

    @Test
    void aPingIsAnsweredAfterTheFrameThatIsOnItsWay() throws Exception {
        connection.onWritePossible();
        isWritable = false;
        send();
        receive("898100000000" + "31", "898100000000" + "32");
        assertThat(written).isEmpty();

        isWritable = true;
        connection.onWritePossible();
        assertThat(written).containsExactly(TEXT_A, "8a0132");
        assertThat(received).containsExactly("heard", "heard");
    }

    @Test
    void afterAFrameThatIsRefusedNothingIsLookedAt() throws Exception {
        connection.onWritePossible();
        receive("8101", "818100000000" + "61");
        receive("818100000000" + "61");

        assertThat(written).singleElement().asString().startsWith("88").contains("03ea");
        assertThat(received).isEmpty();
        assertThatIllegalStateException().isThrownBy(this::send);
        assertThat(isHungUp).isFalse();

        later.remove().run();
        assertThat(isHungUp).isTrue();
        assertThat(received).containsExactly("closed");
    }

    @Test
    void aGoodbyeIsAnsweredAndEndsTheConnection() throws Exception {
        connection.onWritePossible();
        receive("888200000000" + "03e8");

        assertThat(written).containsExactly("880203e8");
        assertThat(isHungUp).isTrue();
        later.remove().run();
        assertThat(received).containsExactly("closed");
    }

    @Test
    void whoeverDoesNotReadIsCutOffAfterAWhile() {
        connection.onWritePossible();
        isWritable = false;
        send();
        connection.close(StreamCloseReason.tooSlow("read faster"));
        connection.close(StreamCloseReason.goingDown());

        assertThat(written).isEmpty();
        assertThat(later).as("the next poll, and the end").hasSize(2);
        later.removeLast().run();
        assertThat(isHungUp).isTrue();
        assertThat(received).containsExactly("closed");
    }

    @Test
    void aBrokenConnectionTellsWhoeverIsSendingAndEndsOnce() {
        send();
        connection.onError(new IOException("Broken pipe"));
        connection.onAllDataRead();
        connection.destroy();

        assertThat(sent).containsExactly("failed");
        assertThat(received).containsExactly("closed");
        assertThat(isHungUp).isTrue();
    }
}
