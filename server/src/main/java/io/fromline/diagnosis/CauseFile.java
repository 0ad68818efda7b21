package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The causes and the rules that find them, as they stand in {@code causes.json}; the first rule that fits holds. */
record CauseFile(Map<String, Kind> causes, List<Rule> rules) {

    /**
     * What is known of a cause.
     *
     * @param scope when it is known better than by the fault
     * @param permanence when it is known better than by the outcome
     */
    record Kind(
            Actor actor,
            Fault.@Nullable Scope scope,
            @Nullable Permanence permanence) {}

    static CauseFile load() {
        var json = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        try (InputStream file = Objects.requireNonNull(CauseFile.class.getResourceAsStream("/causes.json"))) {
            return json.readValue(file, CauseFile.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Kind kind(String cause) {
        var kind = causes.get(cause);
        if (kind == null) {
            throw new IllegalStateException("no cause " + cause);
        }
        return kind;
    }
}
