package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import org.junit.jupiter.api.Test;

class RelayAddressTest {

    @Test
    void smtps_is_tls_from_the_first_byte() {
        assertThat(RelayAddress.parse("smtps://me%40example.com:p+w%3Ad@mail.example.com"))
                .isEqualTo(new SmtpSettings("mail.example.com", 465, Encryption.TLS, "me@example.com", "p+w:d"));
    }

    @Test
    void smtp_is_starttls() {
        assertThat(RelayAddress.parse("smtp://mail.example.com:2525"))
                .isEqualTo(new SmtpSettings("mail.example.com", 2525, Encryption.STARTTLS, null, null));
    }

    @Test
    void port_and_scheme_must_agree() {
        assertThatThrownBy(() -> RelayAddress.parse("smtp://mail.example.com:465"))
                .hasMessageContaining("465 is for smtps");
    }

    @Test
    void what_cannot_be_read_is_not_repeated() {
        assertThatThrownBy(() -> RelayAddress.parse("smtps://me:hu sh@mail.example.com"))
                .hasMessageStartingWith("FROMLINE_PLATFORM_RELAY must be")
                .hasMessageNotContaining("hu sh");
    }
}
