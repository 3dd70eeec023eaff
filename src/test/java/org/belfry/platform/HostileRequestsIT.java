package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.belfry.testing.BelfryClient;
import org.belfry.testing.ServerProcess;
import org.belfry.testing.TestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests made to overflow a stack, to fill the log or to keep a session, on a server with the log that it has in production: none is answered by
 * a 5xx, and none leaves a stack trace.
 */
class HostileRequestsIT {

    private static final String KEY = "x-api-key: " + BelfryClient.ADMIN_KEY + "\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String EVENT = "{\"type\":\"mention\",\"title\":\"x\",\"recipients\":[\"a\"]%s}";

    /** Characters of the log that one request may cost: a line, which Open Liberty begins at length. */
    private static final int LOGGED = 700;

    private static ServerProcess server;

    record Request(String line, String headers, String body) {

        @Override
        public String toString() {
            var all = line + ' ' + headers.replace(KEY, "").strip() + ' ' + body;
            return all.length() > 90 ? all.substring(0, 90) + "… (" + all.length() + ")" : all;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server = ServerProcess.start(
                "hostile",
                TestEnvironment.freePort(),
                Files.createTempDirectory(TestEnvironment.folder("tmp"), "hostile"),
                TestEnvironment.freshDatabase());
        // What is done for the first time is told of.
        send(new Request("GET /console/sign-in", "", ""));
        send(new Request("GET /inbox", "", ""));
        send(new Request("GET /nothing", "Accept: text/html\r\n", ""));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static Stream<Request> requests() {
        var requests = new ArrayList<Request>();
        headers(requests);
        targets(requests);
        bodies(requests);
        forms(requests);
        return requests.stream();
    }

    private static void headers(List<Request> requests) {
        for (var type : List.of(
                "application/json" + ";a=b".repeat(1_250),
                "application/json;a=\"" + "\\\"".repeat(4_000) + '"',
                "application/json" + ";".repeat(5_000))) {
            requests.add(new Request("POST /api/events", KEY + "Content-Type: " + type + "\r\n", EVENT.formatted("")));
            requests.add(new Request("POST /console/sign-in", "Content-Type: " + type + "\r\n", "a=b"));
        }
        for (var key : List.of('"' + "a".repeat(7_000) + '"', '"' + "\\\\".repeat(7_000) + '"', "a".repeat(7_000))) {
            requests.add(new Request(
                    "POST /api/events", KEY + JSON + "Idempotency-Key: " + key + "\r\n", EVENT.formatted("")));
        }
        for (var language : List.of(
                "!!", ";;;;", "-", "en;q=a", "en;q=1e999999999,de", "a,".repeat(15_000), "de-" + "a-".repeat(10_000))) {
            for (var path : List.of(
                    "/console/sign-in",
                    "/api/unsubscribe?token=x",
                    "/api/read?token=x",
                    "/inbox",
                    "/nothing",
                    "/api/x")) {
                requests.add(
                        new Request("GET " + path, "Accept: text/html\r\nAccept-Language: " + language + "\r\n", ""));
            }
        }
        for (var cookie : List.of(
                "belfry_session=\"" + "\\\"".repeat(9_000),
                "a=b;".repeat(7_000),
                "=".repeat(20_000),
                "belfry_console=" + "x".repeat(9_000),
                "$Version=1; $Path=/; belfry_session=\"a;b",
                "belfry_language=" + "a-".repeat(9_000),
                "csfcfc=garbage; oam.Flash.RENDERMAP.TOKEN=!!")) {
            for (var path : List.of("/console/sign-in", "/console/overview", "/api/notifications")) {
                requests.add(new Request("GET " + path, "Cookie: " + cookie + "\r\n", ""));
            }
        }
        var list = "GET /api/notifications?recipient=a";
        Stream.of(
                        "X-Forwarded-For: " + "1.2.3.4,".repeat(3_500),
                        "If-None-Match: " + "\"a\" , ".repeat(5_000),
                        "If-None-Match: " + "\"".repeat(30_000),
                        "Accept: " + "a/b;q=,".repeat(3_500),
                        "Accept: text/html;" + " ".repeat(20_000) + "q=",
                        "x: " + "y".repeat(40_000),
                        "Expect: nonsense",
                        "Authorization: Bearer " + "A".repeat(9_000) + ".A.A",
                        "Upgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Extensions: ;;;=,,,\"")
                .forEach(header -> requests.add(new Request(list, KEY + header + "\r\n", "")));
        requests.add(new Request(
                "GET /api/notifications/stream?recipient=a", KEY + "Last-Event-ID: " + "9".repeat(5_000) + "\r\n", ""));
        requests.add(new Request(
                "OPTIONS /api/events",
                "Origin: " + "http://[".repeat(2_000) + "\r\nAccess-Control-Request-Method: POST\r\n",
                ""));
        requests.add(new Request(
                "POST /api/events",
                KEY + "ce-specversion: 1.0\r\nce-id: a\r\nce-source: s\r\nce-type: mention\r\nce-dataschema: "
                        + "http://[".repeat(2_000) + "\r\n",
                ""));
    }

    private static void targets(List<Request> requests) {
        for (var target : List.of(
                "/%zz",
                "/api/%zz",
                "/api/%00",
                "/api/types/%FF",
                "/api\\x",
                "/../../x",
                "/console/%zz",
                "/console/sign-in?to=%zz",
                "/api/notifications" + ";a=b".repeat(5_000),
                "/api/notifications?recipient=" + "a".repeat(40_000),
                "/api/notifications?" + "a=b&".repeat(7_000),
                "/console/sign-in?" + "a=b&".repeat(7_000),
                "/console/sign-in;jsessionid=" + "x".repeat(5_000),
                "/jakarta.faces.resource/x.css.xhtml?ln=" + "a/".repeat(9_000),
                "/jakarta.faces.resource/../WEB-INF/web.xml.xhtml?ln=..",
                "/metrics?scope=%ff")) {
            requests.add(new Request("GET " + target, KEY, ""));
        }
    }

    private static void bodies(List<Request> requests) {
        for (var data : List.of(
                ",\"data\":{\"n\":1e999999999}",
                ",\"data\":{\"n\":" + "9".repeat(200_000) + "}",
                ",\"data\":{\"n\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
                ",\"source\":{\"type\":\"a\",\"id\":1e999999999}",
                ",\"topics\":[" + "\"a\",".repeat(20_000) + "\"a\"]")) {
            requests.add(new Request("POST /api/events", KEY + JSON, EVENT.formatted(data)));
        }
        requests.add(new Request("POST /api/events", KEY + JSON, "{\"a\":".repeat(20_000)));
        requests.add(new Request(
                "POST /api/events", KEY + "Content-Type: application/cloudevents+json\r\n", "[".repeat(20_000)));
        requests.add(new Request(
                "POST /api/types",
                KEY + JSON,
                "{\"code\":\"a\",\"category\":\"c\",\"title\":\"x\",\"message\":\"{{a" + ".a".repeat(9_000)
                        + "}}\",\"channels\":{\"in_app\":true,\"email\":false,\"webhook\":false}}"));
        requests.add(new Request(
                "POST /api/types/mention/preview",
                KEY + JSON,
                "{\"title\":\"{{data.n}}\",\"message\":\"{{#time}}data.n{{/time}}\",\"data\":{\"n\":1e999999999}}"));
        requests.add(new Request(
                "POST /api/schedules",
                KEY + JSON,
                "{\"resource_type\":\"x\",\"resource_id\":1,\"action\":\"a\",\"owner\":\"a\",\"cron\":\""
                        + "*/1,".repeat(49) + "\"}"));
        requests.add(
                new Request("POST /api/webhooks", KEY + JSON, "{\"url\":\"https://" + "\u00e4.".repeat(900) + "/\"}"));
    }

    private static void forms(List<Request> requests) {
        for (var form : List.of(
                "signIn=signIn",
                "signIn=signIn&jakarta.faces.ViewState=garbage",
                "signIn=signIn&jakarta.faces.ViewState=-1:-2",
                "signIn=signIn&jakarta.faces.ViewState=stateless",
                "signIn=signIn&jakarta.faces.ViewState=" + "A".repeat(100_000),
                "signIn=%zz&a=%",
                "a=b&".repeat(20_000),
                "signIn=signIn&account=%00&password=%00&enter=enter&jakarta.faces.ViewState=stateless",
                "jakarta.faces.partial.ajax=true&jakarta.faces.source=x&jakarta.faces.partial.render=a&signIn=signIn")) {
            requests.add(new Request("POST /console/sign-in", FORM, form));
            requests.add(new Request("POST /console/sign-in", FORM + "Faces-Request: partial/ajax\r\n", form));
        }
        for (var type : List.of("multipart/form-data", "multipart/form-data; boundary=x", "text/plain")) {
            requests.add(new Request("POST /console/sign-in", "Content-Type: " + type + "\r\n", "--x\r\nnonsense"));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aHostileRequestIsRefusedOrAnsweredAndLeavesNoStackTrace(Request request) throws IOException {
        var before = Files.size(server.log());

        var answer = send(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 ")
                .doesNotStartWith("HTTP/1.1 5")
                .doesNotContain("belfry_console=");
        assertThat(logged(before)).doesNotContain("\tat ").hasSizeLessThan(LOGGED);
    }

    /** No HTTP at all, and clients that hang up. */
    @Test
    void bytesThatAreNoRequestLeaveNoStackTrace() throws IOException {
        var before = Files.size(server.log());
        var length = "POST /api/events HTTP/1.1\r\nHost: a\r\n" + KEY + JSON;

        hangUp(HexFormat.of().parseHex("1603010200010001fc0303" + "00".repeat(500)));
        hangUp("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u00ff\u00ff\u00ff".getBytes(StandardCharsets.ISO_8859_1));
        hangUp((length + "Content-Length: 1000\r\n\r\n{").getBytes(StandardCharsets.ISO_8859_1));
        hangUp((length + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        hangUp("GET /openapi HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        // Whatever is said of them, is said when this is answered.
        send(new Request("GET /health/live", "", ""));

        assertThat(logged(before)).doesNotContain("\tat ").hasSizeLessThan(5 * LOGGED);
    }

    private static String logged(long from) throws IOException {
        var log = Files.readAllBytes(server.log());
        return new String(log, (int) from, log.length - (int) from, StandardCharsets.UTF_8);
    }

    private static void hangUp(byte[] bytes) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }
    }

    private static Socket socket() throws IOException {
        return new Socket(server.url().getHost(), server.url().getPort());
    }

    /** The beginning of the answer. */
    private static String send(Request request) {
        var body = request.body().getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((request.line() + " HTTP/1.1\r\nHost: " + server.url().getAuthority()
                        + "\r\nConnection: close\r\n" + request.headers()
                        + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        try (var socket = socket()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.toByteArray());
            return new String(socket.getInputStream().readNBytes(4_000), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
