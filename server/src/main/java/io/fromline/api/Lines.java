package io.fromline.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values as lines of JSON while things happen.
 *
 * <p>A reader who has left is no failure: what is going on goes on to its end, unread.
 */
final class Lines {

    private final OutputStream out;
    private final JsonMapper json;
    private boolean left;

    Lines(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    void write(Object value) {
        if (left) {
            return;
        }
        try {
            out.write((json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            left = true;
        }
    }
}
