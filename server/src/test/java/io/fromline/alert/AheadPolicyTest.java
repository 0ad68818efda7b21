package io.fromline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Ahead.Certificate;
import io.fromline.alert.Observed.RelayName;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AheadPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TenantId SHOP = new TenantId("shop");
    private static final RelayName RELAY = new RelayName(SHOP, "relay-1", "mail.shop.example", "smtp");

    @ParameterizedTest
    @CsvSource({
        // made for, ends in (hours), told, ended
        "2160, 337, false, no",
        "2160, 336, true, no",
        "2160, 1, true, no",
        "2160, 0, true, yes",
        "2160, -5, true, yes",
        "144, 37, false, no",
        "144, 36, true, no",
    })
    void a_certificate_is_told_of_in_its_last_days(int hours, int left, boolean told, String ended) {
        var until = NOW.plus(Duration.ofHours(left));
        var certificate = new Certificate(RELAY, "relay", until.minus(Duration.ofHours(hours)), until);
        var findings = AheadPolicy.findings(new Ahead(List.of(certificate), List.of()), NOW);
        assertThat(findings).hasSize(told ? 1 : 0);
        findings.forEach(finding -> {
            assertThat(finding.kind()).isEqualTo(IncidentKind.CERTIFICATE_ENDING);
            assertThat(finding.subject()).isEqualTo("relay-1");
            assertThat(finding.facts()).containsEntry("ended", ended).containsEntry("until", until.toString());
        });
    }

    @Test
    void a_held_relay_says_all_that_its_certificate_does() {
        var held = new Finding(SHOP, IncidentKind.RELAY_HELD, "relay-1", "tls.expired", Map.of(), NOW);
        var ending = AheadPolicy.findings(
                new Ahead(List.of(new Certificate(RELAY, "relay", NOW.minus(Duration.ofDays(90)), NOW)), List.of()),
                NOW);
        assertThat(IncidentPolicy.sayingMost(List.of(held, ending.getFirst()))).containsExactly(held);
    }

    @Test
    void a_broken_domain_is_told_with_its_trouble() {
        var broken = new Ahead.Domain(SHOP, "shop.example", "gone", NOW);
        assertThat(AheadPolicy.findings(new Ahead(List.of(), List.of(broken)), NOW))
                .containsExactly(new Finding(
                        SHOP,
                        IncidentKind.DOMAIN_BROKEN,
                        "shop.example",
                        null,
                        Map.of("domain", "shop.example", "trouble", "gone"),
                        NOW));
    }
}
