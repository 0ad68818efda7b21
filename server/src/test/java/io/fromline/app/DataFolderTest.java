package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void a_second_server_on_the_same_folder_is_refused_with_a_line_that_says_what_to_do() throws Exception {
        try (var first = DataFolder.lock(folder)) {
            assertThatThrownBy(() -> DataFolder.lock(folder))
                    .isInstanceOf(ConfigProblem.class)
                    .hasMessageContaining("another Fromline is running on the data folder " + first.path())
                    .hasMessageContaining("FROMLINE_DATA_DIR");
        }
    }

    @Test
    void a_folder_is_free_again_when_its_server_has_ended() throws Exception {
        DataFolder.lock(folder).close();

        try (var again = DataFolder.lock(folder)) {
            assertThat(again.path()).isEqualTo(folder);
        }
    }
}
