package io.fromline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.relay.RelayRules.Checked;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayRulesTest {

    private static final Set<String> CATALOGUE = Set.of("gmail", "smtp");
    private static final RelayRules.Terms TENANT = new RelayRules.Terms(false, false, CATALOGUE);

    @ParameterizedTest
    @CsvSource({"465, tls", "587, starttls", "2525, starttls", "8465, tls", "8465, starttls"})
    void portAndEncryptionThatAgreeAreFine(int port, String encryption) {
        assertThat(check(form("smtp.shop.example", port, encryption, "u", "p"), null))
                .isInstanceOf(Checked.Fine.class);
    }

    @ParameterizedTest
    @CsvSource({"465, starttls", "587, tls", "2525, tls"})
    void aContradictionIsRefused(int port, String encryption) {
        assertThat(check(form("smtp.shop.example", port, encryption, "u", "p"), null))
                .isEqualTo(new Checked.Wrong("encryption", "relay.port_encryption_mismatch"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://smtp.shop.example, 465,   tls,  u, p,     server,     relay.server_invalid
            smtp shop,                 465,   tls,  u, p,     server,     relay.server_invalid
            smtp.shop.example:465,     465,   tls,  u, p,     server,     relay.server_invalid
            -,                         465,   tls,  u, p,     server,     relay.server_invalid
            smtp.shop.example,         0,     tls,  u, p,     port,       relay.port_invalid
            smtp.shop.example,         70000, tls,  u, p,     port,       relay.port_invalid
            smtp.shop.example,         -,     tls,  u, p,     port,       relay.port_invalid
            smtp.shop.example,         465,   none, u, p,     encryption, relay.encryption_unknown
            smtp.shop.example,         465,   -,    u, p,     encryption, relay.encryption_unknown
            smtp.shop.example,         465,   tls,  -, p,     username,   relay.username_required
            smtp.shop.example,         465,   tls,  u, -,     password,   relay.password_required
            smtp.shop.example,         465,   tls,  u, *****, password,   relay.password_masked
            smtp.shop.example,         465,   tls,  u, •••••, password,   relay.password_masked
            """)
    void eachFieldHasItsOwnSentence(
            @Nullable String server,
            @Nullable Integer port,
            @Nullable String encryption,
            @Nullable String username,
            @Nullable String password,
            String field,
            String code) {
        assertThat(check(form(server, port, encryption, username, password), null))
                .isEqualTo(new Checked.Wrong(field, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  abcdefghijklmnop ", "abcd efgh ijkl mnop", " abcd  efgh ijkl mnop\n"})
    void blanksAroundValuesAndBetweenTheGroupsOfAnAppPasswordAreTakenAway(String pasted) {
        var settings = fine(check(form(" SMTP.gmail.com ", 465, "tls", " me@gmail.com ", pasted), null));

        assertThat(settings.server()).isEqualTo("smtp.gmail.com");
        assertThat(settings.username()).isEqualTo("me@gmail.com");
        assertThat(settings.password()).isEqualTo("abcdefghijklmnop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd\u00A0efgh\u00A0ijkl\u00A0mnop", "\u00A0abcd efgh\u2007ijkl mnop\u200B"})
    void soAreTheNoBreakSpacesThatGooglesPageHasThere(String pasted) {
        assertThat(fine(check(form("smtp.gmail.com", 465, "tls", "\u00A0me@gmail.com", pasted), null)))
                .extracting(SmtpSettings::username, SmtpSettings::password)
                .containsExactly("me@gmail.com", "abcdefghijklmnop");
    }

    @Test
    void aServerInAnotherScriptIsKeptByItsAsciiName() {
        assertThat(fine(check(form("poczta.żółw.example", 465, "tls", "u", "p"), null))
                        .server())
                .isEqualTo("poczta.xn--w-uga1v8h.example");
        assertThat(check(form("poczta..example", 465, "tls", "u", "p"), null))
                .isEqualTo(new Checked.Wrong("server", "relay.server_invalid"));
    }

    @Test
    void nothingThatIsTypedCanCarryALineOfItsOwn() {
        assertThat(check(form("smtp.shop.example", 465, "tls", "a\r\nb", "p"), null))
                .isEqualTo(new Checked.Wrong("username", "relay.username_invalid"));
        assertThat(check(form("smtp.shop.example", 465, "tls", "u", "a\u0000b"), null))
                .isEqualTo(new Checked.Wrong("password", "relay.password_invalid"));
        var sender = new RelayForm(
                "smtp", "smtp.shop.example", 465, "tls", "u", "p", "a@shop.example", "A\r\nBcc: b@shop.example", null);
        assertThat(settings(check(sender, null)).sender().name()).doesNotContain("\r", "\n");
    }

    @Test
    void aFormNeverPrintsItsPassword() {
        assertThat(form("smtp.shop.example", 465, "tls", "u", "hush-hush").toString())
                .doesNotContain("hush-hush");
    }

    @Test
    void blanksWithinAnotherPasswordStay() {
        assertThat(fine(check(form("smtp.shop.example", 465, "tls", "u", "a quiet river"), null))
                        .password())
                .isEqualTo("a quiet river");
    }

    @Test
    void aStoredPasswordStaysOnlyWhereItIsSentToTheSameServerAndUser() {
        var stored = settings(check(form("smtp.shop.example", 465, "tls", "u", "secret"), null));

        assertThat(fine(check(form("smtp.shop.example", 465, "tls", "u", null), stored))
                        .password())
                .isEqualTo("secret");
        for (var elsewhere : new RelayForm[] {
            form("smtp.thief.example", 465, "tls", "u", null),
            form("smtp.shop.example", 587, "starttls", "u", null),
            form("smtp.shop.example", 465, "tls", "another", null)
        }) {
            assertThat(check(elsewhere, stored)).isEqualTo(new Checked.Wrong("password", "relay.password_required"));
        }
    }

    @Test
    void onlyThePlatformMayGoWithoutALogIn() {
        var open = form("smtp.shop.example", 587, "starttls", null, null);

        assertThat(RelayRules.check(open, null, new RelayRules.Terms(true, false, CATALOGUE)))
                .isInstanceOf(Checked.Fine.class);
        assertThat(check(open, null)).isEqualTo(new Checked.Wrong("username", "relay.username_required"));
    }

    @Test
    void theSimulatorIsOfferedOnlyWhereItIsSwitchedOn() {
        var simulator = new RelayForm("simulator", null, null, null, null, null, "a@shop.example", "Shop", null);

        assertThat(check(simulator, null)).isEqualTo(new Checked.Wrong("provider", "relay.provider_unknown"));
        assertThat(RelayRules.check(simulator, null, new RelayRules.Terms(false, true, CATALOGUE)))
                .isInstanceOf(Checked.Fine.class);
    }

    private static Checked check(RelayForm form, @Nullable RelaySettings stored) {
        return RelayRules.check(form, stored, TENANT);
    }

    private static RelaySettings settings(Checked checked) {
        assertThat(checked).isInstanceOf(Checked.Fine.class);
        return ((Checked.Fine) checked).settings();
    }

    private static SmtpSettings fine(Checked checked) {
        return (SmtpSettings) Objects.requireNonNull(settings(checked).driver());
    }

    private static RelayForm form(
            @Nullable String server,
            @Nullable Integer port,
            @Nullable String encryption,
            @Nullable String username,
            @Nullable String password) {
        return new RelayForm("smtp", server, port, encryption, username, password, "orders@shop.example", "Shop", null);
    }
}
