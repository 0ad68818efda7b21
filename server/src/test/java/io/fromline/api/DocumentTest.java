package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DocumentTest {

    private static final Path GOLDEN = Path.of("../docs/openapi.json");
    private static final Path ACTUAL = Path.of("target/openapi.json");

    @Test
    void the_document_is_the_one_that_is_published() throws IOException {
        var document =
                new JsonMapper().readTree(Calls.anonymous().get("/openapi.json").body());
        Files.writeString(ACTUAL, document.toPrettyString() + "\n");
        assertThat(ACTUAL)
                .as("when the change is meant, copy server/%s to docs/openapi.json", ACTUAL)
                .hasSameTextualContentAs(GOLDEN);
    }

    @Test
    @SuppressWarnings("unchecked")
    void every_call_of_the_api_has_a_summary_and_a_tag() {
        Map<String, Map<String, Map<String, Object>>> paths = (Map<String, Map<String, Map<String, Object>>>)
                Calls.anonymous().get("/openapi.json").json().get("paths");
        List<String> bare = new ArrayList<>();
        paths.forEach((path, calls) -> calls.forEach((method, call) -> {
            boolean described = call.containsKey("summary") && call.containsKey("tags");
            if (path.startsWith("/v1/") && !described) {
                bare.add(method + " " + path);
            }
        }));
        assertThat(bare).isEmpty();
        assertThat(paths).containsKeys("/v1/me", "/v1/tenants/{id}", "/v1/keys", "/v1/accounts", "/v1/platform");
    }
}
