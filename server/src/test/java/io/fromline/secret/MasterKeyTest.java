package io.fromline.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    @Test
    void one_is_made_for_its_owners_eyes_only_and_kept(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("master.key");
        MasterKey.loadOrCreate(file, new SecureRandom());
        String made = Files.readString(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        MasterKey.loadOrCreate(file, new SecureRandom());
        assertThat(Files.readString(file)).isEqualTo(made);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void what_an_interrupted_start_left_is_no_key(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("master.key");
        Files.writeString(folder.resolve("master.key.part"), "half");
        MasterKey.loadOrCreate(file, new SecureRandom());
        assertThat(Files.readString(file)).hasSize(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hush-hush", "c2hvcnQ=", "not base64 at all, not base64 at all, not base64"})
    void what_is_no_key_is_refused_and_not_repeated(String text) {
        var refused = assertThatThrownBy(() -> MasterKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a master key is 32 bytes in base64");
        refused.hasNoCause();
    }
}
