package io.fromline.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the product over HTTP as a program of the platform would; immutable. */
public final class Api {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI base;
    private final Map<String, String> headers;

    Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** What was answered; the body is null when it is empty or no JSON. */
    public record Answer(int status, @Nullable JsonNode json, String text, HttpResponse<String> response) {}

    /** The same caller, acting for this tenant. */
    public Api forTenant(String tenant) {
        return with("Fromline-Tenant", tenant);
    }

    /** Another caller. */
    public Api withKey(String key) {
        return with("Authorization", "Bearer " + key);
    }

    public Api with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Api(base, more);
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /** Posts an object in JSON; in the text, {@code '} stands for {@code "}. */
    public Answer post(String path, String json) {
        return call("POST", path, json.replace('\'', '"'));
    }

    /** Presses the one button of a page's form. */
    public Answer press(String path) {
        return with("Content-Type", "application/x-www-form-urlencoded").call("POST", path, "");
    }

    public Answer put(String path, String json) {
        return call("PUT", path, json.replace('\'', '"'));
    }

    public Answer patch(String path, String json) {
        return call("PATCH", path, json.replace('\'', '"'));
    }

    private Answer call(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            if (!headers.containsKey("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response), response.body(), response);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static @Nullable JsonNode json(HttpResponse<String> response) {
        boolean json =
                response.headers().firstValue("Content-Type").orElse("").matches("application/(problem\\+)?json.*");
        return json && !response.body().isBlank() ? JSON.readTree(response.body()) : null;
    }
}
