package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns;
import io.fromline.provider.detection.DetectionLimit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ProvidersApiTest {

    private final Calls platform = Calls.asPlatform();

    @Test
    @SuppressWarnings("unchecked")
    void the_catalogue_says_what_to_enter_in_words() {
        var gmail = provider("/v1/providers", "gmail");
        assertThat(gmail)
                .containsEntry("group", "mailbox")
                .containsEntry("groupName", "Mailboxes")
                .containsEntry("port", 465)
                .containsEntry("encryption", "tls")
                .containsEntry("credentialKind", "app_password")
                .containsEntry("usernameForm", "The mailbox’s whole address")
                .containsEntry("usernameKind", "address")
                .containsEntry("outgoingAddresses", List.of())
                .containsEntry("administratorMessage", null);
        assertThat((List<Map<String, Object>>) gmail.get("servers"))
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("server", "smtp.gmail.com");
        assertThat((Map<String, Object>) gmail.get("limits")).containsEntry("messagesPerDay", 500);
        assertThat((List<Map<String, Object>>) gmail.get("quirks"))
                .extracting(quirk -> quirk.get("code"))
                .contains("rewrites_from");
        assertThat(provider("/v1/providers", "sendgrid"))
                .containsEntry("usernameForm", "Always the word “apikey”")
                .containsEntry("usernameValue", "apikey");
        assertThat(provider("/v1/providers", "smtp"))
                .containsEntry("port", null)
                .containsEntry("groupName", null)
                .containsEntry("servers", List.of());
    }

    @Test
    void a_message_to_the_administrator_names_whom_the_mail_comes_from() {
        var message = provider("/v1/providers?sender=orders@shop.example", "microsoft365")
                .get("administratorMessage");
        assertThat(String.valueOf(message)).contains("orders@shop.example").doesNotContain("{", "none");
        assertThat(String.valueOf(provider("/v1/providers", "homepl").get("administratorMessage")))
                .contains("the address that our shop uses", "home.pl")
                .doesNotContain("{", "none");
        assertThat(platform.get("/v1/providers?sender=nobody").status()).isEqualTo(422);
    }

    @Test
    void nobody_reads_it_without_logging_in() {
        assertThat(Calls.anonymous().get("/v1/providers").status()).isEqualTo(401);
    }

    @Test
    void every_provider_of_the_catalogue_may_be_drafted() {
        var draft = platform.post(
                "/v1/relays",
                Map.of(
                        "provider", "zoho",
                        "server", "smtp.zoho.eu",
                        "port", 465,
                        "encryption", "tls",
                        "username", "u",
                        "password", "p",
                        "sender", Map.of("address", "orders@shop.example", "name", "Shop")));
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.text("provider")).isEqualTo("zoho");
        platform.delete("/v1/relays/" + draft.text("id"));
    }

    @Test
    void the_provider_of_an_address_is_found_and_what_its_domain_asks_for() {
        Calls.DNS
                .with("_dmarc.gmail.com", Dns.Type.TXT, "v=DMARC1; p=none; sp=quarantine")
                .with("workshop.example", Dns.Type.MX, "aspmx.l.google.com")
                .with("_dmarc.workshop.example", Dns.Type.TXT, "v=DMARC1; p=reject");
        assertThat(detect("roza@gmail.com"))
                .containsEntry("provider", "gmail")
                .containsEntry("how", "domain")
                .containsEntry(
                        "settings",
                        Map.of(
                                "server", "smtp.gmail.com",
                                "port", 465,
                                "encryption", "tls",
                                "username", "roza@gmail.com"))
                .containsEntry("dmarc", Map.of("record", "v=DMARC1; p=none; sp=quarantine", "policy", "none"))
                .containsEntry("freemail", true);
        assertThat(detect("orders@workshop.example"))
                .containsEntry("provider", "googleworkspace")
                .containsEntry("how", "mx")
                .containsEntry("freemail", false);
        assertThat(detect("orders@nowhere.example"))
                .containsEntry("provider", null)
                .containsEntry("how", "none")
                .containsEntry("settings", null)
                .containsEntry("dmarc", null)
                .containsEntry("freemail", false);
    }

    @Test
    void what_is_no_address_is_said_at_its_field() {
        var answer = platform.post("/v1/providers/detect", Map.of("address", "roza at gmail"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("field")).isEqualTo("address");
        assertThat(Calls.withKey("flt_unknown")
                        .post("/v1/providers/detect", Map.of("address", "roza@gmail.com"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nobody_looks_up_addresses_without_end() {
        var key = platform.post("/v1/tenants/" + platform.newTenant("pro") + "/keys", Map.of("name", "Shop"));
        var shop = Calls.withKey(key.text("key"));
        for (int i = 0; i < DetectionLimit.MOST; i++) {
            assertThat(shop.post("/v1/providers/detect", Map.of("address", "roza@gmail.com"))
                            .status())
                    .isEqualTo(200);
        }
        var refused = shop.post("/v1/providers/detect", Map.of("address", "roza@gmail.com"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("providers.too_many_detections");
    }

    private Map<String, Object> detect(String address) {
        return platform.post("/v1/providers/detect", Map.of("address", address)).json();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> provider(String path, String id) {
        var items = (List<Map<String, Object>>) platform.get(path).json().get("items");
        return Objects.requireNonNull(items).stream()
                .filter(item -> id.equals(item.get("id")))
                .findFirst()
                .orElseThrow();
    }
}
