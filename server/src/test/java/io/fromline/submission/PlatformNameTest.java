package io.fromline.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformNameTest {

    @ParameterizedTest
    @CsvSource({
        "{tenant} via Kramnica, Kramnica",
        "{tenant} przez Kramnicę, Kramnicę",
        "{tenant} – Kramnica, Kramnica",
        "{tenant} (Kramnica), Kramnica",
        "Kramnica · {tenant}, Kramnica",
        "Kramnica – {tenant}, Kramnica",
        "Kramnica, Kramnica",
        "{tenant}, ''",
        "{tenant} Vianova, Vianova",
    })
    void is_what_is_left_without_the_tenant(String senderName, String name) {
        assertThat(PlatformName.of(senderName)).isEqualTo(name);
    }
}
