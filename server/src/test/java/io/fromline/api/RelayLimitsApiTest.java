package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.api.Calls.Answer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayLimitsApiTest {

    private final Calls platform = Calls.asPlatform();
    private final String shop = platform.newTenant("pro");
    private final Calls operator = platform.with("Fromline-Tenant", shop);
    private final Calls merchant =
            Calls.withKey(platform.post("/v1/tenants/" + shop + "/keys", null).text("key"));
    private String relay = "";

    @BeforeEach
    void aMailServiceAtGmail() {
        Answer drafted = merchant.post(
                "/v1/relays",
                Map.of(
                        "provider", "gmail",
                        "server", "smtp.gmail.com",
                        "port", 465,
                        "encryption", "tls",
                        "username", "shop@gmail.example",
                        "password", "abcd efgh ijkl mnop",
                        "sender", Map.of("address", "shop@gmail.example", "name", "Shop")));
        relay = "/v1/relays/" + drafted.text("id");
    }

    private static Map<String, Object> limits(String name, @Nullable Integer value) {
        Map<String, Object> limits = new HashMap<>();
        limits.put(name, value);
        return limits;
    }

    private Answer lowered(String name, @Nullable Integer value) {
        return merchant.call("PATCH", relay, Map.of("limits", limits(name, value)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Answer answer, String part) {
        return (Map<String, Object>) ((Map<String, Object>) answer.json().get("limits")).get(part);
    }

    @Test
    void the_providers_limits_are_shown_with_what_is_used_of_them() {
        assertThat(part(merchant.get(relay), "perDay"))
                .containsEntry("limit", 500)
                .containsEntry("used", 0)
                .containsEntry("unit", "messages")
                .containsEntry("percent", 0)
                .containsEntry("warning", false)
                .containsEntry("reached", false)
                .containsEntry("learned", false);
    }

    @Test
    void the_tenant_only_lowers_and_what_passed_a_test_stays_as_it_is() {
        Answer lower = lowered("messagesPerDay", 100);
        assertThat(lower.status()).isEqualTo(200);
        assertThat(part(lower, "perDay")).containsEntry("limit", 100);
        assertThat(part(lower, "own")).containsEntry("messagesPerDay", 100);
        assertThat(part(lower, "ceiling")).containsEntry("messagesPerDay", 500);
        assertThat(lower.json().get("draft")).isNull();

        Answer higher = lowered("messagesPerDay", 501);
        assertThat(higher.status()).isEqualTo(422);
        assertThat(higher.json())
                .containsEntry("code", "relay.limit_too_high")
                .containsEntry("field", "limits.messagesPerDay");
        assertThat(part(merchant.get(relay), "perDay")).containsEntry("limit", 100);

        assertThat(part(lowered("messagesPerHour", 20), "perHour")).containsEntry("limit", 20);
        assertThat(part(merchant.get(relay), "perDay"))
                .as("each call sets all of them")
                .containsEntry("limit", 500);
    }

    @Test
    void a_limit_lets_something_through() {
        Answer none = lowered("connections", 0);

        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json())
                .containsEntry("code", "relay.limit_invalid")
                .containsEntry("field", "limits.connections");
    }

    @Test
    void the_operator_sets_what_the_account_really_takes() {
        Answer raised = operator.call("PUT", relay + "/limits", limits("messagesPerDay", 2000));
        assertThat(raised.status()).isEqualTo(200);
        assertThat(part(raised, "perDay")).containsEntry("limit", 2000);

        assertThat(part(lowered("messagesPerDay", 1500), "perDay")).containsEntry("limit", 1500);

        assertThat(operator.call("PUT", relay + "/limits", Map.of()).status()).isEqualTo(200);
        assertThat(part(merchant.get(relay), "perDay"))
                .as("the provider's again, which what the tenant set is no longer below")
                .containsEntry("limit", 500);
    }

    @Test
    void only_operators_raise_them() {
        Answer refused = merchant.call("PUT", relay + "/limits", limits("messagesPerDay", 2000));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("access.operator_only");
    }
}
