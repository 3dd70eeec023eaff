import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * An application with users of its own, on another origin than Belfry, and Belfry's bell in its page. It needs a JDK only:
 *
 * <pre>
 * export BELFRY=http://localhost:8080 BELFRY_API_KEY=…   # a key with the role operator
 * java docs/examples/HostPage.java                       # http://localhost:8090
 * </pre>
 *
 * Belfry must list this origin: {@code BELFRY_CORS_ORIGINS=http://localhost:8090}.
 */
public class HostPage {

    private static final URI BELFRY = URI.create(setting("BELFRY", "http://localhost:8080"));
    private static final String API_KEY = setting("BELFRY_API_KEY", "");
    private static final int PORT = Integer.parseInt(setting("PORT", "8090"));

    /** Nothing from anywhere else, but the bell's module from Belfry, and Belfry's API. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; script-src 'self' %1$s; connect-src 'self' %1$s %2$s"
                    .formatted(BELFRY, BELFRY.toString().replaceFirst("^http", "ws"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Who is signed in here, by the value of the cookie. */
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", HostPage::page);
        server.createContext("/host.js", exchange -> answer(exchange, 200, "text/javascript", SCRIPT));
        server.createContext("/host.css", exchange -> answer(exchange, 200, "text/css", STYLE));
        server.createContext("/sign-in", HostPage::signIn);
        server.createContext("/sign-out", HostPage::signOut);
        server.createContext("/belfry-token", HostPage::belfryToken);
        server.createContext("/order", HostPage::order);
        server.start();
        System.out.println("http://localhost:" + PORT);
    }

    private static void page(HttpExchange exchange) throws IOException {
        var user = user(exchange);
        answer(exchange, 200, "text/html", user.isEmpty() ? SIGN_IN : PAGE.formatted(BELFRY, escaped(user.get())));
    }

    /** Your own way of signing in goes here; this one believes everybody. */
    private static void signIn(HttpExchange exchange) throws IOException {
        var name = form(exchange, "name").strip();
        if (!name.isEmpty()) {
            var id = UUID.randomUUID().toString();
            SESSIONS.put(id, name);
            exchange.getResponseHeaders().add("Set-Cookie", "host_session=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        }
        toFrontPage(exchange);
    }

    private static void signOut(HttpExchange exchange) throws IOException {
        sessionId(exchange).ifPresent(SESSIONS::remove);
        toFrontPage(exchange);
    }

    /**
     * What the bell asks for: a token for whoever is signed in here, and for nobody else. The API key stays on this side.
     */
    private static void belfryToken(HttpExchange exchange) throws IOException {
        var user = user(exchange);
        if (user.isEmpty()) {
            answer(exchange, 401, "application/json", "{}");
            return;
        }
        var answer = belfry("/api/tokens", "{\"recipient\": %s, \"ttl\": 900}".formatted(json(user.get())));
        answer(exchange, answer.statusCode() == 201 ? 200 : 502, "application/json", answer.body());
    }

    /** Something happens in this application, of which its user should know. */
    private static void order(HttpExchange exchange) throws IOException {
        var user = user(exchange);
        if (user.isPresent()) {
            var number = System.currentTimeMillis() % 100_000;
            belfry("/api/events", """
                    {
                      "type": "system_message", "recipients": [%s], "actor": "Warehouse",
                      "title": "Order %d has been shipped", "message": "It arrives on Thursday.", "link": "/#order-%d"
                    }""".formatted(json(user.get()), number, number));
        }
        toFrontPage(exchange);
    }

    private static HttpResponse<String> belfry(String path, String body) throws IOException {
        var request = HttpRequest.newBuilder(BELFRY.resolve(path))
                .header("x-api-key", API_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Orrery &amp; Sons</title>
              <link rel="stylesheet" href="/host.css">
              <script type="module" src="%1$s/belfry-bell.js"></script>
              <script type="module" src="/host.js"></script>
            </head>
            <body>
              <header>
                <p class="name">Orrery &amp; Sons</p>
                <p class="who">%2$s</p>
                <belfry-bell token-url="/belfry-token"></belfry-bell>
                <form method="post" action="/sign-out"><button>Sign out</button></form>
              </header>
              <main>
                <h1>Your orders</h1>
                <p id="where">Nothing was opened yet.</p>
                <form method="post" action="/order"><button id="order">Order a telescope</button></form>
              </main>
            </body>
            </html>
            """;

    private static final String SIGN_IN = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Orrery &amp; Sons</title><link rel="stylesheet" href="/host.css"></head>
            <body>
              <main>
                <h1>Orrery &amp; Sons</h1>
                <form method="post" action="/sign-in">
                  <label>Name <input name="name" autocomplete="username" required></label> <button>Sign in</button>
                </form>
              </main>
            </body>
            </html>
            """;

    /** A page with a router of its own: it shows what a notification links to without a new page. */
    private static final String SCRIPT = """
            document.addEventListener('belfry:navigate', (event) => {
              const { href, notification } = event.detail;
              if (href && new URL(href).origin === location.origin) {
                event.preventDefault();
                history.pushState(null, '', href);
                document.getElementById('where').textContent = `Opened: ${notification.title}`;
              }
            });
            """;

    private static final String STYLE = """
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { margin: 0; background: light-dark(#f4f1fa, #14121a); color: light-dark(#221d2e, #e9e6f0); }
            header { display: flex; align-items: center; gap: 1rem; padding: .5rem 1rem; color: #fff; background: #3d2a68; }
            header p { margin: 0; }
            .name { font-weight: 700; margin-inline-end: auto; }
            main { max-width: 60rem; margin: auto; padding: 1rem; }
            /* The bell in the colours of the house. */
            belfry-bell {
              --belfry-accent: light-dark(#5a3ea6, #c0a9ff);
              --belfry-on-accent: light-dark(#fff, #1d1233);
            }
            """;

    private static Optional<String> user(HttpExchange exchange) {
        return sessionId(exchange).map(SESSIONS::get);
    }

    private static Optional<String> sessionId(HttpExchange exchange) {
        var cookies = exchange.getRequestHeaders().getOrDefault("Cookie", java.util.List.of());
        var found = Pattern.compile("host_session=([^;]+)").matcher(String.join("; ", cookies));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static String form(HttpExchange exchange, String field) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (var pair : body.split("&")) {
            if (pair.startsWith(field + "=")) {
                return URLDecoder.decode(pair.substring(field.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void toFrontPage(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", "/");
        answer(exchange, 303, "text/plain", "");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String json(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).orElse(otherwise).replaceFirst("/$", "");
    }
}
