package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    @Test
    void whatWasSealedBeforeOpensAfterAndTheOldKeyIsOfNoUseAnyMore(@TempDir Path folder) throws Exception {
        var settings = Map.of(
                "FROMLINE_DATA_DIR",
                folder.toString(),
                "FROMLINE_HTTP_PORT",
                "0",
                "FROMLINE_DEFAULT_SENDER",
                "mail@market.example",
                "FROMLINE_PLATFORM_RELAY",
                "smtps://u:a-sealed-password@mail.market.example:465");
        Fromline.start(Config.load(settings), context -> {}).close();
        var before = Files.readString(folder.resolve("master.key"));
        var out = new ByteArrayOutputStream();

        assertThat(Fromline.command("rotate-master-key", settings, new PrintStream(out), System.err))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 data keys");
        assertThat(Files.readString(folder.resolve("master.key"))).isNotEqualTo(before);
        try (var running = Fromline.start(Config.load(settings), context -> {})) {
            assertThat(running.port()).isPositive();
        }
        Files.writeString(folder.resolve("master.key"), before);
        var err = new ByteArrayOutputStream();
        assertThat(Fromline.command("run", settings, System.out, new PrintStream(err)))
                .isEqualTo(78);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("master key is not the one");
    }
}
