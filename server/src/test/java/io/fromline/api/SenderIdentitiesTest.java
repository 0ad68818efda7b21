package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.api.Calls.Answer;
import io.fromline.identity.IdentityStore;
import io.fromline.identity.SenderIdentity;
import io.fromline.mail.Mailbox;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SenderIdentitiesTest {

    private final Calls platform = Calls.asPlatform();
    private final String token = "token-" + Ids.next();
    private final String page = "/verify/" + token;

    @Test
    void looking_at_the_page_changes_nothing_and_the_press_verifies() {
        var shop = platform.newTenant("pro");
        pending(shop, Instant.now().plus(Duration.ofHours(1)));
        for (int i = 0; i < 3; i++) {
            Answer ready = Calls.anonymous().get(page);
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body()).contains("hello@shop.example", "Shop " + shop, "Verify email", "method=\"post\"");
            assertThat(Calls.anonymous().call("HEAD", page, null).status()).isEqualTo(200);
        }
        assertThat(state(shop)).isEqualTo("pending");

        Answer done = press(page);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("The address is verified").doesNotContain("<button");
        assertThat(state(shop)).isEqualTo("verified");
        assertThat(platform.get("/v1/tenants/" + shop).text("mode")).isEqualTo("branded");
        assertThat(Calls.anonymous().get(page).body())
                .contains("Already verified")
                .doesNotContain("<button");
    }

    @Test
    void an_expired_and_a_wrong_link_get_a_page_that_helps() {
        pending(platform.newTenant("pro"), Instant.now().minusSeconds(1));
        Answer expired = press(page);
        assertThat(expired.status()).isEqualTo(410);
        assertThat(expired.body()).contains("The link has expired", "Resend verification");
        Answer unknown = Calls.anonymous().with("Accept-Language", "pl").get("/verify/wrong");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("<html lang=\"pl\">", "Ten link nie działa");
    }

    @Test
    void the_page_has_no_script_and_its_style_is_a_file() {
        Answer page = Calls.anonymous().get("/verify/wrong?lang=en");
        assertThat(page.body()).doesNotContain("<script", "<style", " style=");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(Calls.anonymous().get("/verify/page.css").header("Content-Type"))
                .startsWith("text/css");
    }

    @Test
    void a_plan_without_the_branded_mode_is_told_so() {
        var shop = platform.with("Fromline-Tenant", platform.newTenant("free"));
        Answer refused = shop.post("/v1/sender-identities", Map.of("address", "a@shop.example"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("plan.not_entitled");
    }

    @Test
    void a_mistyped_address_is_told_beside_its_field() {
        var shop = platform.with("Fromline-Tenant", platform.newTenant("pro"));
        Answer refused = shop.post("/v1/sender-identities", Map.of("address", "not an address"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()).containsEntry("field", "address");
    }

    @Test
    void another_tenants_address_is_not_found() {
        var shop = platform.newTenant("pro");
        var id = pending(shop, Instant.now().plusSeconds(60)).id();
        var other = platform.with("Fromline-Tenant", platform.newTenant("pro"));
        assertThat(other.post("/v1/sender-identities/" + id + "/resend", null).status())
                .isEqualTo(404);
        assertThat(other.delete("/v1/sender-identities/" + id).status()).isEqualTo(404);
        assertThat(state(shop)).isEqualTo("pending");
    }

    private static Answer press(String page) {
        return Calls.anonymous().call("POST", page, null);
    }

    private String state(String shop) {
        return platform.with("Fromline-Tenant", shop)
                .get("/v1/sender-identities")
                .body()
                .replaceAll("(?s).*\"state\":\"(\\w+)\".*", "$1");
    }

    private SenderIdentity pending(String shop, Instant expires) {
        var now = Instant.now();
        var identity = new SenderIdentity(
                new TenantId(shop),
                Ids.next(),
                Mailbox.of("hello@shop.example"),
                "Hello",
                SenderIdentity.State.PENDING,
                now,
                expires,
                null,
                now);
        Calls.server().part(IdentityStore.class).insertPending(identity, sha256(token));
        return identity;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
