package io.fromline.api;

import io.fromline.account.Account;
import io.fromline.account.AccountStore;
import io.fromline.account.Passwords;
import io.fromline.account.Role;
import io.fromline.app.Config;
import io.fromline.app.Fromline;
import io.fromline.app.Running;
import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.egress.Resolver;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls a whole server over HTTP as somebody; one server serves all tests of the JVM. */
class Calls {

    private static final String PLATFORM_KEY = "flp_of-the-tests";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Fromline's own mail, by recipient. */
    static final Map<String, BlockingQueue<SystemMail.Content>> LETTERS = new ConcurrentHashMap<>();

    /** What the server is told about names. */
    static final WrittenDns DNS = new WrittenDns();

    /** Nobody outside is asked for an address. */
    private static final Resolver NOBODY = host -> {
        throw new UnknownHostException(host);
    };

    private static final SystemMail LETTERBOX =
            (onBehalf, kind, to, content) -> letters(to.toString()).add(content);

    private static @Nullable Running server;

    private final HttpClient client;
    private final Map<String, String> headers;

    private Calls(HttpClient client, Map<String, String> headers) {
        this.client = client;
        this.headers = headers;
    }

    record Person(String email, String password) {}

    record Answer(int status, String body, HttpResponse<String> response) {

        Map<String, Object> json() {
            return JSON.readValue(body, new TypeReference<>() {});
        }

        String text(String field) {
            return String.valueOf(json().get(field));
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    static synchronized Running server() {
        Running there = server;
        if (there == null) {
            there = started();
            server = there;
            Runtime.getRuntime().addShutdownHook(new Thread(there::close));
        }
        return there;
    }

    private static Running started() {
        try {
            DatabaseAddress database = TestDatabase.address();
            Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-");
            return Fromline.start(
                    Config.load(Map.of(
                            "FROMLINE_HTTP_PORT",
                            "0",
                            "FROMLINE_HTTP_ADDRESS",
                            "127.0.0.1",
                            "FROMLINE_DATA_DIR",
                            data.toString(),
                            "FROMLINE_PLATFORM_KEY",
                            PLATFORM_KEY,
                            "FROMLINE_DATABASE_URL",
                            url(database))),
                    context -> {
                        context.registerBean(
                                "letterbox", SystemMail.class, () -> LETTERBOX, bean -> bean.setPrimary(true));
                        context.registerBean(Dns.class, () -> DNS);
                        context.registerBean(Resolver.class, () -> NOBODY);
                    });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String url(DatabaseAddress database) {
        String plain = database.jdbcUrl().replaceFirst("^jdbc:", "");
        String login = database.user() + (database.password() == null ? "" : ":" + database.password());
        return plain.replaceFirst("//", "//" + login + "@");
    }

    private static BlockingQueue<SystemMail.Content> letters(String to) {
        return LETTERS.computeIfAbsent(to, address -> new LinkedBlockingQueue<>());
    }

    /** The next mail to this address. */
    static SystemMail.Content letter(String to) {
        try {
            return Objects.requireNonNull(letters(to).poll(20, TimeUnit.SECONDS), "no mail to " + to);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static Calls anonymous() {
        return new Calls(HttpClient.newHttpClient(), Map.of());
    }

    static Calls asPlatform() {
        return withKey(PLATFORM_KEY);
    }

    static Calls withKey(String key) {
        return anonymous().with("Authorization", "Bearer " + key);
    }

    static Browser browser() {
        return new Browser(new CookieManager());
    }

    /** An operator of its own for each test. */
    static Person operator() {
        return account(TenantId.PLATFORM, Role.OPERATOR);
    }

    static Browser signedIn(String tenant, String role) {
        Person person = account(new TenantId(tenant), Role.of(role).orElseThrow());
        Browser browser = browser();
        browser.logIn(person.email(), person.password());
        return browser;
    }

    private static Person account(TenantId owner, Role role) {
        Person person = new Person("person-" + Ids.next() + "@example.com", "correct horse battery staple");
        String hash = server().part(Passwords.Hashing.class).hash(person.password());
        server().part(AccountStore.class)
                .insert(new Account(owner, Ids.next(), person.email(), role, null, hash, Instant.now()));
        return person;
    }

    Calls with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Calls(client, more);
    }

    Answer get(String path) {
        return call("GET", path, null);
    }

    Answer post(String path, @Nullable Object body) {
        return call("POST", path, body);
    }

    Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    Answer delete(String path) {
        return call("DELETE", path, null);
    }

    String newTenant(String plan) {
        String id = "t-" + Ids.next();
        Answer made = post("/v1/tenants", Map.of("id", id, "name", "Shop " + id, "plan", plan));
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
        return id;
    }

    Answer call(String method, String path, @Nullable Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server().port() + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        request.header("Content-Type", "application/json");
        headers.forEach(request::header);
        more(method, request);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void more(String method, HttpRequest.Builder request) {}

    /** A browser: keeps cookies and echoes the CSRF cookie as the pages do. */
    static final class Browser extends Calls {

        private final CookieManager cookies;
        private boolean echoes = true;

        private Browser(CookieManager cookies) {
            super(HttpClient.newBuilder().cookieHandler(cookies).build(), Map.of());
            this.cookies = cookies;
            get("/v1/me");
        }

        Answer logIn(String email, String password) {
            return post("/v1/log-in", Map.of("email", email, "password", password));
        }

        void forgetsCsrfHeader() {
            echoes = false;
        }

        @Override
        void more(String method, HttpRequest.Builder request) {
            if (echoes && cookies != null && !"GET".equals(method)) {
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> "fromline_csrf".equals(cookie.getName()))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .ifPresent(token -> request.header("X-CSRF-Token", token));
            }
        }
    }
}
