package org.belfry.delivery.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts to the world outside. No redirect is followed, nothing is repeated, no cookie is kept, and each call has a connection of
 * its own: a kept one that the other side has closed in the meantime would make something uncertain that was never sent.
 */
public final class HttpCalls implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_OF_AN_ANSWER = 16_384;

    /** Breaks off calls that are answered for ever. */
    private static final ScheduledExecutorService ALARM = Executors.newSingleThreadScheduledExecutor(task -> {
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
    public HttpCalls(DnsResolver names, int atOnce, Duration longest) {
        this.longest = longest;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
                .setMaxConnTotal(atOnce)
                .setMaxConnPerRoute(atOnce)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setSocketTimeout(Timeout.of(longest))
                        .build())
                .build();
        ConnectionReuseStrategy never = (request, response, context) -> false;
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(never)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(CONNECT))
                        .setResponseTimeout(Timeout.of(longest))
                        .setRedirectsEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Belfry")
                .build();
    }

    /**
     * Posts once.
     *
     * @param handOver asked when the connection is made, in the last moment before the request goes out
     * @throws HttpFailure where there was no answer
     * @throws NotOurs where {@code handOver} said no
     */
    public HttpAnswer post(
            URI url, Map<String, String> headers, String contentType, byte[] body, BooleanSupplier handOver)
            throws HttpFailure, NotOurs {
        var handedOver = new AtomicBoolean();
        var refused = new AtomicBoolean();
        var request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new HttpEntityWrapper(new ByteArrayEntity(body, ContentType.parse(contentType))) {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                if (!handOver.getAsBoolean()) {
                    refused.set(true);
                    throw new NotOurs();
                }
                handedOver.set(true);
                super.writeTo(out);
            }
        });
        var alarm = ALARM.schedule(request::abort, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, HttpCalls::read);
        } catch (IOException | RuntimeException e) {
            if (refused.get()) {
                throw new NotOurs();
            }
            throw new HttpFailure(words(e), handedOver.get(), e);
        } finally {
            alarm.cancel(false);
        }
    }

    private static HttpAnswer read(ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        var body = "";
        if (response.getEntity() != null) {
            try (var in = response.getEntity().getContent()) {
                body = new String(in.readNBytes(MOST_OF_AN_ANSWER), StandardCharsets.UTF_8);
            } catch (IOException e) {
                // The status has been said; what went on to be said of it is lost.
                body = "";
            }
        }
        return new HttpAnswer(response.getCode(), headers, body);
    }

    private static String words(Exception failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
