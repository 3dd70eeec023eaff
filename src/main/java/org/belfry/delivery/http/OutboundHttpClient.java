package org.belfry.delivery.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to the world outside. No redirect is followed, nothing is repeated, no cookie is kept, and each call has a connection of
 * its own: a kept one that the other side has closed in the meantime would make something uncertain that was never sent.
 */
public final class OutboundHttpClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_OF_AN_ANSWER = 16_384;
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 16_384;

    /** Breaks off calls that are answered for ever. */
    private final ScheduledThreadPoolExecutor alarm = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "belfry-http-alarm");
        thread.setDaemon(true);
        return thread;
    });

    private final CloseableHttpClient client;
    private final Duration longest;

    /**
     * @param names how names become addresses, and which are refused; an exception of it is a failure before anything was sent
     * @param atOnce most calls at a time
     * @param longest until the whole answer must be there
     */
    public OutboundHttpClient(DnsResolver names, int atOnce, Duration longest) {
        this.longest = longest;
        alarm.setRemoveOnCancelPolicy(true);
        // The alarm comes first, and says why.
        var silence = Timeout.of(longest.plus(CONNECT));
        var limits = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_LINE)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setMaxConnTotal(atOnce)
                .setMaxConnPerRoute(atOnce)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(silence)
                        .build())
                .build();
        ConnectionReuseStrategy never = (request, response, context) -> false;
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(never)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(CONNECT))
                        .setResponseTimeout(silence)
                        .setRedirectsEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Belfry")
                .build();
    }

    /**
     * Posts once.
     *
     * @param handOver asked when the connection is made, in the last moment before the request goes out
     * @throws HttpCallException where there was no answer
     * @throws LeaseLostException where {@code handOver} said no
     */
    public HttpCallResponse post(
            URI url, Map<String, String> headers, String contentType, byte[] body, BooleanSupplier handOver)
            throws HttpCallException, LeaseLostException {
        var handedOver = new AtomicBoolean();
        var refused = new AtomicBoolean();
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new HttpEntityWrapper(new ByteArrayEntity(body, ContentType.parse(contentType))) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                if (!handOver.getAsBoolean()) {
                    refused.set(true);
                    throw new LeaseLostException();
                }
                handedOver.set(true);
                super.writeTo(out);
            }
        });
        var late = new AtomicBoolean();
        Future<?> breakOff;
        try {
            breakOff = alarm.schedule(
                    () -> {
                        late.set(true);
                        request.abort();
                    },
                    longest.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new HttpCallException("closed", false, e);
        }
        try {
            return answer(client.executeOpen(null, request, null));
        } catch (IOException | RuntimeException e) {
            if (refused.get()) {
                throw new LeaseLostException();
            }
            var words = late.get() ? "no answer within " + longest.toMillis() + " ms" : words(e);
            throw new HttpCallException(words, handedOver.get(), e);
        } finally {
            breakOff.cancel(false);
        }
    }

    /** Reads no more of it than is kept, and closes the connection at once: a body without end would be read to its end. */
    private static HttpCallResponse answer(ClassicHttpResponse response) {
        try {
            var headers = new HashMap<String, String>();
            for (var header : response.getHeaders()) {
                headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
            }
            return new HttpCallResponse(response.getCode(), Map.copyOf(headers), beginning(response.getEntity()));
        } finally {
            if (response instanceof ModalCloseable connection) {
                Closer.close(connection, CloseMode.IMMEDIATE);
            }
        }
    }

    /** The status has been said: what the connection, once broken, keeps of the body changes nothing. */
    private static String beginning(HttpEntity entity) {
        var body = new ByteArrayOutputStream();
        if (entity != null) {
            var buffer = new byte[1024];
            try {
                var in = entity.getContent();
                var n = in.read(buffer);
                while (n >= 0) {
                    body.write(buffer, 0, n);
                    n = body.size() < MOST_OF_AN_ANSWER ? in.read(buffer) : -1;
                }
            } catch (IOException e) {
                return body.toString(StandardCharsets.UTF_8);
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String words(Exception failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() throws IOException {
        alarm.shutdownNow();
        client.close();
    }
}
