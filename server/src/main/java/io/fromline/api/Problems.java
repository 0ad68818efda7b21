package io.fromline.api;

import io.fromline.text.Catalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as {@code application/problem+json} in the language that the request asks for. */
public final class Problems {

    private final Catalogue catalogue;
    private final JsonMapper json;

    public Problems(Catalogue catalogue, JsonMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    /** The language of ours that the request asks for. */
    public Locale locale(HttpServletRequest request) {
        return catalogue.best(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The body of a problem, also for one that stands inside another answer. */
    public Map<String, @Nullable Object> body(Problem problem, Locale locale) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.status().getReasonPhrase());
        body.put("status", problem.status().value());
        body.put("detail", detail(problem, locale));
        body.put("code", problem.code());
        body.putAll(problem.members());
        return body;
    }

    private String detail(Problem problem, Locale locale) {
        String key = "problem." + problem.code();
        return catalogue.has(key) ? catalogue.text(locale, key, problem.arguments()) : problem.code();
    }

    ResponseEntity<Map<String, @Nullable Object>> answer(Problem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .headers(headers(problem))
                .body(body(problem, locale(request)));
    }

    /** Answers a request that no controller has seen, such as one that a filter refuses. */
    public void write(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        headers(problem).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.getOutputStream().write(json.writeValueAsBytes(body(problem, locale(request))));
    }

    private static HttpHeaders headers(Problem problem) {
        HttpHeaders headers = new HttpHeaders();
        if (problem.status().value() == 401) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status().value() == 503) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        if (problem.members().get("retryAt") instanceof Instant at) {
            headers.setInstant(HttpHeaders.RETRY_AFTER, at);
        }
        return headers;
    }
}
