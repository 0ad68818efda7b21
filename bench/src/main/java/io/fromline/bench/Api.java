package io.fromline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API with the platform's key, to set things up and to look; a refusal is an exception. */
record Api(URI address) {

    static final String KEY = "bench-platform-key-0123456789";

    /** One tenant that sends by the platform's mail service. */
    static final String TENANT = "bench";

    /** A tenant's place is empty where the platform itself is meant. */
    static final String PLATFORM = "";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A plan without limits that matter here, and a tenant on it. */
    void prepare() throws IOException, InterruptedException {
        call("PUT", "/v1/plans/bench", PLATFORM, """
                {"modes":["default","custom"],"messagesPerDay":100000000,"logRetentionDays":1}""");
        addTenant(TENANT);
    }

    void addTenant(String id) throws IOException, InterruptedException {
        call("POST", "/v1/tenants", PLATFORM, """
                {"id":"%s","name":"Bench","plan":"bench","contact":"owner@bench.example"}""".formatted(id));
    }

    /** A mail service of the tenant's own, on this machine, tested and active; its id. */
    String addRelay(String tenant, int port) throws IOException, InterruptedException {
        String id = call("POST", "/v1/relays", tenant, """
                {"provider":"smtp","server":"localhost","port":%d,"encryption":"tls","username":"%s","password":"%s",\
                "sender":{"address":"%s@platform.example","name":"Bench"}}""".formatted(port, tenant, Sink.PASSWORD, tenant))
                .get("id")
                .asString();
        var test = call("POST", "/v1/relays/" + id + "/test", tenant, """
                {"to":"owner@bench.example"}""");
        if (!test.get("passed").asBoolean()) {
            throw new IllegalStateException("the test of a relay did not pass: " + test);
        }
        call("POST", "/v1/relays/" + id + "/activate", tenant, "");
        return id;
    }

    /** The platform's mail service is let go, or stopped: mail is accepted then and waits. */
    void platformRelay(String command) throws IOException, InterruptedException {
        for (var relay :
                Objects.requireNonNull(call("GET", "/v1/relays", PLATFORM, "").get("items"))) {
            call("POST", "/v1/relays/" + relay.get("id").asString() + "/" + command, PLATFORM, "");
        }
    }

    JsonNode call(String method, String path, String tenant, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json");
        if (!tenant.isEmpty()) {
            request.header("Fromline-Tenant", tenant);
        }
        var answer =
                HTTP.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Whether it says so, and soon. */
    boolean ready() {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
