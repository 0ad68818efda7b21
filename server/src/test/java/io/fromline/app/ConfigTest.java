package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    @TempDir
    Path folder;

    @Test
    void every_default_is_known() {
        var defaults = Arrays.stream(Setting.values())
                .collect(Collectors.toMap(Setting::key, Setting::fallback, (a, b) -> a, java.util.LinkedHashMap::new));

        assertThat(defaults)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("FROMLINE_HTTP_PORT", "8025"),
                        Map.entry("FROMLINE_HTTP_ADDRESS", ""),
                        Map.entry("FROMLINE_PUBLIC_URL", ""),
                        Map.entry("FROMLINE_DATA_DIR", ""),
                        Map.entry("FROMLINE_DATABASE_URL", ""),
                        Map.entry("FROMLINE_DATABASE_CONNECTIONS", "20"),
                        Map.entry("FROMLINE_MASTER_KEY", ""),
                        Map.entry("FROMLINE_MASTER_KEY_FILE", ""),
                        Map.entry("FROMLINE_VAULT_TOKEN_FILE", ""),
                        Map.entry("FROMLINE_PLATFORM_KEY", ""),
                        Map.entry("FROMLINE_PLATFORM_RELAY", ""),
                        Map.entry("FROMLINE_DEFAULT_SENDER", ""),
                        Map.entry("FROMLINE_EHLO_NAME", ""),
                        Map.entry("FROMLINE_SIMULATOR", "false"),
                        Map.entry("FROMLINE_OUTGOING_ADDRESSES", ""),
                        Map.entry("FROMLINE_EGRESS_ALLOW", ""),
                        Map.entry("FROMLINE_EXTRA_CA", ""),
                        Map.entry("FROMLINE_FRAME_ANCESTORS", ""),
                        Map.entry("FROMLINE_PRICING_URL", ""),
                        Map.entry("FROMLINE_SUBMISSION_PORT", "0"),
                        Map.entry("FROMLINE_SUBMISSION_TLS_PORT", "0"),
                        Map.entry("FROMLINE_SUBMISSION_HOST", ""),
                        Map.entry("FROMLINE_SUBMISSION_CERTIFICATE", ""),
                        Map.entry("FROMLINE_SUBMISSION_KEY", ""),
                        Map.entry("FROMLINE_PROBE_DOMAIN", ""),
                        Map.entry("FROMLINE_PROBE_PORT", "0"),
                        Map.entry("FROMLINE_PROBE_CERTIFICATE", ""),
                        Map.entry("FROMLINE_PROBE_KEY", ""),
                        Map.entry("FROMLINE_DEMO", "false"),
                        Map.entry("FROMLINE_CONFIG", "")));
    }

    @Test
    void a_receiver_needs_a_domain_and_a_certificate_its_key() {
        assertThatThrownBy(() -> load(Map.of("FROMLINE_PROBE_PORT", "25")))
                .hasMessageContaining("FROMLINE_PROBE_DOMAIN");
        assertThatThrownBy(() -> load(Map.of("FROMLINE_PROBE_DOMAIN", "not a domain")))
                .hasMessageContaining("FROMLINE_PROBE_DOMAIN");
        assertThatThrownBy(() ->
                        load(Map.of("FROMLINE_PROBE_DOMAIN", "probe.example.com", "FROMLINE_PROBE_KEY", "key.pem")))
                .hasMessageContaining("FROMLINE_PROBE_CERTIFICATE");
        assertThat(load(Map.of("FROMLINE_PROBE_DOMAIN", "probe.example.com"))
                        .mail()
                        .probe()
                        .port())
                .as("another node may receive")
                .isZero();
    }

    @Test
    void outgoing_addresses_are_addresses() {
        assertThat(load(Map.of("FROMLINE_OUTGOING_ADDRESSES", "192.0.2.7, 2001:db8::7"))
                        .mail()
                        .outgoing()
                        .addresses())
                .containsExactly("192.0.2.7", "2001:db8::7");
        assertThatThrownBy(() -> load(Map.of("FROMLINE_OUTGOING_ADDRESSES", "mail.example.com")))
                .hasMessageContaining("FROMLINE_OUTGOING_ADDRESSES");
    }

    @Test
    void nothing_has_to_be_set() {
        Config config = load(Map.of());

        assertThat(config.http()).isEqualTo(new Config.Http(8025, null, null));
        assertThat(config.http().publicUrl()).isEqualTo(URI.create("http://localhost:8025"));
        assertThat(config.storage().databaseUrl()).isNull();
        assertThat(config.mail().outgoing().ehloName()).isEqualTo("localhost");
        assertThat(config.demo()).isFalse();
    }

    @Test
    void an_unknown_name_stops_the_start_and_the_nearest_right_one_is_named() {
        assertThatThrownBy(() -> load(Map.of("FROMLINE_HTPP_PORT", "80")))
                .hasMessage("unknown setting FROMLINE_HTPP_PORT in the environment: did you mean FROMLINE_HTTP_PORT?");
    }

    @Test
    void the_environment_stands_before_the_file() throws IOException {
        Files.writeString(
                folder.resolve("fromline.properties"), "FROMLINE_HTTP_PORT=9000\nFROMLINE_EHLO_NAME=mx.example.com\n");

        Config config = load(Map.of("FROMLINE_HTTP_PORT", "9100"));

        assertThat(config.http().port()).isEqualTo(9100);
        assertThat(config.mail().outgoing().ehloName()).isEqualTo("mx.example.com");
    }

    @Test
    void an_unknown_name_in_the_file_stops_the_start_too() throws IOException {
        Files.writeString(folder.resolve("fromline.properties"), "FROMLINE_PRICING=https://example.com\n");

        assertThatThrownBy(() -> load(Map.of()))
                .hasMessageContaining("fromline.properties")
                .hasMessageContaining("did you mean FROMLINE_PRICING_URL?");
    }

    @Test
    void a_value_of_the_wrong_kind_stops_the_start_with_a_sentence() {
        assertThatThrownBy(() -> load(Map.of("FROMLINE_HTTP_PORT", "mail")))
                .hasMessage("FROMLINE_HTTP_PORT must be a number from 0 to 65535, not mail");
        assertThatThrownBy(() -> load(Map.of("FROMLINE_PUBLIC_URL", "mail.example.com")))
                .hasMessageContaining("must be an address such as https://mail.example.com");
    }

    @Test
    void lists_are_split_at_commas_and_spaces() {
        assertThat(load(Map.of("FROMLINE_EGRESS_ALLOW", "127.0.0.1/32, 10.1.0.0/16"))
                        .mail()
                        .egressAllow())
                .isEqualTo(List.of("127.0.0.1/32", "10.1.0.0/16"));
    }

    @Test
    void what_is_printed_at_the_start_holds_no_secret() {
        Map<String, String> given = Map.of(
                "FROMLINE_DATA_DIR", folder.toString(),
                "FROMLINE_MASTER_KEY", "hush-1",
                "FROMLINE_PLATFORM_KEY", "hush-2",
                "FROMLINE_PLATFORM_RELAY", "smtps://me:hush-3@mail.example.com:465",
                "FROMLINE_DATABASE_URL", "postgresql://me:hush-4@db.example.com/fromline");

        assertThat(Config.shown(Settings.read(given)).toString() + Config.load(given))
                .doesNotContain("hush")
                .contains("FROMLINE_MASTER_KEY=***");
    }

    private Config load(Map<String, String> given) {
        Map<String, String> environment = new java.util.HashMap<>(given);
        environment.put("FROMLINE_DATA_DIR", folder.toString());
        return Config.load(environment);
    }
}
