package io.fromline.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "short pass, SHORT",
        "exactly 12 c, ",
        "żółćżółćżół, SHORT",
        "żółćżółćżółć, ",
        "Owner@Shop.example!, HAS_EMAIL",
        "a quiet river in autumn, ",
    })
    void a_password_is_long_and_not_the_address(String password, Passwords.Flaw flaw) {
        assertThat(Passwords.flaw(password, "owner@shop.example").orElse(null)).isEqualTo(flaw);
    }

    @ParameterizedTest
    @CsvSource("257")
    void an_endless_password_is_refused(int length) {
        assertThat(Passwords.flaw("x".repeat(length), "a@b.example")).contains(Passwords.Flaw.LONG);
    }
}
