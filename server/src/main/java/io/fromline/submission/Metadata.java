package io.fromline.submission;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The app's own notes on a message: how many and how long, and how they are written in a header field. */
public final class Metadata {

    /** The most entries. */
    public static final int MOST = 20;

    private static final int LONGEST_KEY = 100;
    private static final int LONGEST_VALUE = 500;

    private Metadata() {}

    /** Whether these may be kept. */
    public static boolean allows(Map<String, String> notes) {
        return notes.size() <= MOST
                && notes.entrySet().stream()
                        .allMatch(e -> e.getKey().length() <= LONGEST_KEY
                                && e.getValue().length() <= LONGEST_VALUE
                                && (e.getKey() + e.getValue()).indexOf('\0') < 0);
    }

    /** Reads an object in JSON with texts, numbers or truth values, or {@code order=17; shop=4}; empty when it is neither. */
    static Optional<Map<String, String>> parse(String text) {
        return text.startsWith("{") ? json(text) : pairs(text);
    }

    private static Optional<Map<String, String>> json(String text) {
        try {
            var notes = new LinkedHashMap<String, String>();
            for (var entry : JsonMapper.shared().readTree(text).properties()) {
                if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                    return Optional.empty();
                }
                notes.put(entry.getKey(), entry.getValue().asString());
            }
            return Optional.of(notes);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> pairs(String text) {
        var notes = new LinkedHashMap<String, String>();
        for (var pair : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && !pair.substring(0, equals).isBlank()) {
                notes.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            } else if (!pair.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(notes);
    }
}
