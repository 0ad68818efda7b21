package io.fromline.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.tenant.TenantId;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final TenantId shop = new TenantId("shop");
    private final TenantId other = new TenantId("other");
    private final KeyRing ring = new KeyRing();
    private final MasterKey master = aKey();
    private final Secrets secrets = new Secrets(master, ring);

    @Test
    void what_was_sealed_opens_again_and_shows_nothing_until_then() {
        byte[] sealed = seal("zażółć");
        assertThat(new String(sealed, UTF_8)).doesNotContain("zażółć");
        assertThat(new String(secrets.open(shop, "relay", sealed), UTF_8)).isEqualTo("zażółć");
        assertThat(new String(new Secrets(master, ring).open(shop, "relay", sealed), UTF_8))
                .isEqualTo("zażółć");
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        assertThat(seal("hush")).isNotEqualTo(seal("hush"));
    }

    @Test
    void it_opens_for_no_other_tenant_and_no_other_purpose() {
        byte[] sealed = seal("hush");
        secrets.seal(other, "relay", new byte[1]);
        assertThatThrownBy(() -> secrets.open(other, "relay", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secrets.open(shop, "webhook", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_data_key_moved_to_another_tenant_is_worth_nothing() {
        byte[] sealed = seal("hush");
        var moved = new KeyRing();
        moved.keepIfAbsent(other, ring.find(shop).orElseThrow());
        assertThatThrownBy(() -> new Secrets(master, moved).open(other, "relay", sealed))
                .isInstanceOf(Secrets.WrongMasterKey.class);
    }

    @Test
    void a_changed_byte_is_noticed() {
        byte[] sealed = seal("hush");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> secrets.open(shop, "relay", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_wrong_master_key_is_noticed_and_changes_nothing() {
        byte[] sealed = seal("hush");
        byte[] wrapped = ring.find(shop).orElseThrow();
        var wrong = new Secrets(aKey(), ring);
        assertThat(wrong.opens()).isFalse();
        assertThatThrownBy(() -> wrong.seal(shop, "relay", new byte[1])).isInstanceOf(Secrets.WrongMasterKey.class);
        assertThat(ring.find(shop)).contains(wrapped);
        assertThat(secrets.open(shop, "relay", sealed)).isEqualTo("hush".getBytes(UTF_8));
    }

    @Test
    void after_a_rotation_only_the_new_master_key_opens_what_was_sealed_before() {
        byte[] sealed = seal("hush");
        secrets.seal(other, "relay", new byte[1]);
        MasterKey next = aKey();
        assertThat(Secrets.rotate(ring, master, next)).isEqualTo(2);
        assertThat(new Secrets(next, ring).open(shop, "relay", sealed)).isEqualTo("hush".getBytes(UTF_8));
        assertThat(new Secrets(master, ring).opens()).isFalse();
    }

    @Test
    void a_rotation_from_the_wrong_key_changes_nothing() {
        seal("hush");
        assertThatThrownBy(() -> Secrets.rotate(ring, aKey(), aKey())).isInstanceOf(Secrets.WrongMasterKey.class);
        assertThat(new Secrets(master, ring).opens()).isTrue();
    }

    private byte[] seal(String secret) {
        return secrets.seal(shop, "relay", secret.getBytes(UTF_8));
    }

    private static MasterKey aKey() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return MasterKey.parse(Base64.getEncoder().encodeToString(bytes));
    }
}
