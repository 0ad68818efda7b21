package io.fromline.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.tenant.TenantId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitKeyTest {

    private static final TenantId SHOP = new TenantId("shop");

    @TempDir
    Path folder;

    private final SmallVault vault = new SmallVault();
    private final KeyRing ring = new KeyRing();
    private Path token = Path.of("");

    @BeforeEach
    void token() throws IOException {
        token = Files.writeString(folder.resolve("token"), SmallVault.TOKEN + "\n");
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void what_was_sealed_opens_at_the_next_start() {
        byte[] sealed = secrets().seal(SHOP, "relay", "zażółć".getBytes(UTF_8));

        assertThat(secrets().opens()).isTrue();
        assertThat(new String(secrets().open(SHOP, "relay", sealed), UTF_8)).isEqualTo("zażółć");
        assertThat(new String(ring.find(SHOP).orElseThrow(), UTF_8)).startsWith("vault:v1:");
    }

    @Test
    void another_services_key_is_the_wrong_one() {
        secrets().seal(SHOP, "relay", new byte[1]);
        try (var another = new SmallVault()) {
            assertThat(new Secrets(MasterKey.inTransitEngine(another.key(), token), ring).opens())
                    .isFalse();
        }
    }

    @Test
    void a_service_that_refuses_or_is_sealed_is_no_wrong_key() throws IOException {
        secrets().seal(SHOP, "relay", new byte[1]);
        Files.writeString(token, "s.other");
        assertThatThrownBy(() -> secrets().opens())
                .isInstanceOf(MasterKey.Unreachable.class)
                .hasMessageContaining("403");
        Files.writeString(token, SmallVault.TOKEN);
        vault.seal();
        assertThatThrownBy(() -> secrets().opens())
                .isInstanceOf(MasterKey.Unreachable.class)
                .hasMessageContaining("503");
    }

    @Test
    void an_address_without_a_key_is_refused() {
        assertThatThrownBy(() -> MasterKey.inTransitEngine(URI.create("https://bao.example:8200/"), token))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Secrets secrets() {
        return new Secrets(MasterKey.inTransitEngine(vault.key(), token), ring);
    }
}
