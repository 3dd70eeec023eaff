package org.belfry.delivery.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpClientTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    /** Long enough for a machine that is busy, where an answer is expected. */
    private final OutboundHttpClient patient =
            new OutboundHttpClient(SystemDefaultDnsResolver.INSTANCE, 4, Duration.ofSeconds(20));

    private final OutboundHttpClient impatient =
            new OutboundHttpClient(SystemDefaultDnsResolver.INSTANCE, 4, Duration.ofMillis(300));
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() throws IOException {
        patient.close();
        impatient.close();
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        SERVER.stubFor(post(urlEqualTo("/x")).willReturn(answer));
    }

    private static URI url() {
        return URI.create(SERVER.baseUrl() + "/x");
    }

    private HttpCallResponse call(OutboundHttpClient calls, URI url, BooleanSupplier handOver)
            throws HttpCallException, LeaseLostException {
        return calls.post(url, Map.of("Authorization", "Bearer k"), "application/json", BODY, () -> {
            asked.incrementAndGet();
            return handOver.getAsBoolean();
        });
    }

    private HttpCallException failure(OutboundHttpClient calls, URI url) {
        return catchThrowableOfType(HttpCallException.class, () -> call(calls, url, () -> true));
    }

    @Test
    void aCallIsPostedOnceWithItsHeadersAndItsBody() throws Exception {
        answers(aResponse().withStatus(202).withHeader("X-Message-Id", "abc").withBody("{\"id\":\"Grüße\"}"));

        var response = call(patient, url(), () -> true);

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.isSuccess()).isTrue();
        assertThat(response.header("x-message-id")).isEqualTo("abc");
        assertThat(response.header("x-other")).isNull();
        assertThat(response.body()).isEqualTo("{\"id\":\"Grüße\"}");
        assertThat(asked).hasValue(1);
        SERVER.verify(
                1,
                postRequestedFor(urlEqualTo("/x"))
                        .withHeader("Authorization", equalTo("Bearer k"))
                        .withHeader("Content-Type", equalTo("application/json"))
                        .withHeader("User-Agent", equalTo("Belfry"))
                        .withRequestBody(equalTo("{\"a\":1}")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 429, 500, 502, 503})
    void aStatusThatRefusesIsAnAnswerAndIsNotRepeated(int status) throws Exception {
        answers(aResponse().withStatus(status).withHeader("Retry-After", "7").withBody("why"));

        var response = call(patient, url(), () -> true);

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.isSuccess()).isFalse();
        assertThat(response.body()).isEqualTo("why");
        assertThat(response.retryAfter(Instant.EPOCH)).isEqualTo(7);
        SERVER.verify(1, postRequestedFor(urlEqualTo("/x")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        SERVER.stubFor(post(urlEqualTo("/elsewhere")).willReturn(aResponse().withStatus(200)));
        answers(aResponse().withStatus(status).withHeader("Location", SERVER.baseUrl() + "/elsewhere"));

        assertThat(call(patient, url(), () -> true).status()).isEqualTo(status);
        SERVER.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void aConnectionThatBreaksAfterTheBodyLeavesItUncertain(Fault fault) {
        answers(aResponse().withFault(fault));

        assertThat(failure(patient, url()).handedOver()).isTrue();
        SERVER.verify(1, postRequestedFor(urlEqualTo("/x")));
    }

    @Test
    void anAnswerThatDoesNotComeLeavesItUncertain() {
        answers(aResponse().withStatus(200).withFixedDelay(5_000));

        var failure = failure(impatient, url());

        assertThat(failure.handedOver()).isTrue();
        assertThat(failure).hasMessage("no answer within 300 ms");
    }

    @Test
    void aRefusedConnectionIsCertain() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(failure(patient, URI.create("http://127.0.0.1:" + port + "/x"))
                        .handedOver())
                .isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aNameThatTheResolverRefusesIsCertain() throws Exception {
        var names = new InMemoryDnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                throw new UnknownHostException(host + " is private");
            }
        };
        try (var guarded = new OutboundHttpClient(names, 1, Duration.ofSeconds(20))) {
            var failure = failure(guarded, url());
            assertThat(failure.handedOver()).isFalse();
            assertThat(failure).hasMessageContaining("is private");
        }
        SERVER.verify(0, postRequestedFor(urlEqualTo("/x")));
    }

    @Test
    void aServerThatSpeaksNoTlsIsCertain() {
        var https = URI.create(url().toString().replace("http:", "https:"));

        assertThat(failure(patient, https).handedOver()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void nothingGoesOutWhenTheOutboxSaysNo() {
        answers(aResponse().withStatus(200));

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> call(patient, url(), () -> false));
        assertThat(asked).hasValue(1);
        SERVER.verify(0, postRequestedFor(urlEqualTo("/x")));
    }

    @Test
    void nothingGoesOutAfterTheEnd() throws Exception {
        patient.close();

        assertThat(failure(patient, url()).handedOver()).isFalse();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aHeadThatTricklesIsBrokenOff() throws Exception {
        try (var server = new Wire(out -> {
            out.write("HTTP/1.1 200 OK\r\n");
            for (var i = 0; ; i++) {
                out.write("X-" + i + ": a\r\n");
                out.pause();
            }
        })) {
            assertThat(failure(impatient, server.url()).handedOver()).isTrue();
        }
    }

    @Test
    void aHeadWithoutEndIsGivenUp() throws Exception {
        try (var server = new Wire(out -> {
            out.write("HTTP/1.1 200 OK\r\n");
            for (var i = 0; ; i++) {
                out.write("X-" + i + ": a\r\n");
            }
        })) {
            assertThat(failure(patient, server.url()).handedOver()).isTrue();
        }
    }

    @Test
    void theStatusOfABodyThatTricklesIsKnown() throws Exception {
        try (var server = new Wire(out -> {
            out.write("HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwhy\r\n");
            while (true) {
                out.write("1\r\n.\r\n");
                out.pause();
            }
        })) {
            var response = call(impatient, server.url(), () -> true);

            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).startsWith("why.");
        }
    }

    @Test
    void ofABodyWithoutEndTheBeginningIsRead() throws Exception {
        try (var server = new Wire(out -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                out.write("0123456789abcdef".repeat(64));
            }
        })) {
            var response = call(patient, server.url(), () -> true);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).startsWith("0123456789").hasSizeBetween(16_384, 32_768);
        }
    }

    @Test
    void aBodyThatBreaksOffKeepsItsStatusAndItsBeginning() throws Exception {
        try (var server = new Wire(out -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":1}"))) {
            var response = call(patient, server.url(), () -> true);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"id\":1}");
        }
    }

    /** A server that says what it is told, byte by byte, to whoever posts to it. */
    private static final class Wire implements AutoCloseable {

        interface Script {
            void play(Out out) throws IOException;
        }

        record Out(Socket socket) {

            void write(String text) throws IOException {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }

            /** Until the other side closes, but not for long. */
            void pause() throws IOException {
                socket.setSoTimeout(20);
                try {
                    if (socket.getInputStream().read() < 0) {
                        throw new IOException("closed");
                    }
                } catch (SocketTimeoutException e) {
                    // Still there.
                    return;
                }
            }
        }

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        Wire(Script script) throws IOException {
            var thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        var in = socket.getInputStream();
                        var read = new StringBuilder();
                        while (!read.toString().endsWith(new String(BODY, StandardCharsets.UTF_8))) {
                            read.append((char) in.read());
                        }
                        script.play(new Out(socket));
                    } catch (IOException e) {
                        continue;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
