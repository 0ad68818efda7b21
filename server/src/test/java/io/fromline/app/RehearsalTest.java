package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the start-up cache is made of: a whole server, mail in by SMTP and by the API, and out again. */
class RehearsalTest {

    @TempDir
    private Path folder;

    @Test
    void mailGoesAllTheWay() {
        var environment = Map.of("FROMLINE_DATA_DIR", folder.toString(), "FROMLINE_HTTP_PORT", "0");

        assertThat(Rehearsal.play(environment, 5)).isPositive();
    }
}
