package io.fromline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.TellingPolicy.Audience;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Set<IncidentKind> ALL = EnumSet.allOf(IncidentKind.class);

    @ParameterizedTest
    @CsvSource({
        // opened, closed, last mail (seconds ago; -1: not), alert mailed, what is said
        "10, -1, -1, false, ''",
        "60, -1, -1, false, alert",
        "60, -1, 500, false, ''",
        "60, -1, 600, false, alert",
        "100, 70, -1, false, needless",
        "9000, 10, -1, true, ''",
        "9000, 60, -1, true, over",
        "9000, 60, 300, true, ''",
        "90000, -1, -1, false, needless",
    })
    void one_alert_one_all_clear_and_never_a_storm(
            int opened, int closed, int lastMail, boolean alerted, String expected) {
        var incident = incident("shop", IncidentKind.RELAY_HELD, opened, closed, alerted, null);
        assertThat(told(List.of(incident), new Audience(ALL, null, ago(lastMail))))
                .isEqualTo(expected);
    }

    @Test
    void what_happens_together_is_told_together() {
        var old = incident("shop", IncidentKind.RELAY_HELD, 70, -1, false, null);
        var fresh = incident("shop", IncidentKind.LIMIT_NEAR, 5, -1, false, null);
        var over = incident("shop", IncidentKind.SENDER_BOUNCING, 9000, 5, true, null);
        assertThat(told(List.of(old, fresh, over), new Audience(ALL, null, null)))
                .isEqualTo("alert alert over");
    }

    @Test
    void a_kind_that_nobody_wants_is_not_mailed() {
        var incident = incident("shop", IncidentKind.RELAY_HELD, 70, -1, false, null);
        assertThat(told(List.of(incident), new Audience(Set.of(IncidentKind.LIMIT_NEAR), null, null)))
                .isEqualTo("needless");
    }

    @ParameterizedTest
    @CsvSource({"limit.near, 6, needless", "limit.near, 7, alert", "limit.reached, 1, alert"})
    void a_share_of_the_day_is_told_once_a_week(String kind, int daysAgo, String expected) {
        var before = NOW.minus(Duration.ofDays(daysAgo));
        var incident = incident("shop", IncidentKind.of(kind).orElseThrow(), 70, -1, false, before);
        assertThat(told(List.of(incident), new Audience(ALL, null, null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "@platform, relay.held, relay-1, needless",
        "@platform, relay.held, relay-2, alert",
        "@platform, limit.near, relay-1, alert",
        "shop, relay.held, relay-1, alert",
    })
    void no_mail_is_sent_over_the_relay_that_it_says_is_down(
            String tenant, String kind, String carrier, String expected) {
        var incident = incident(tenant, IncidentKind.of(kind).orElseThrow(), 70, -1, false, null);
        assertThat(told(List.of(incident), new Audience(ALL, carrier, null))).isEqualTo(expected);
    }

    @Test
    void nobody_hears_that_a_limit_is_not_near_any_more() {
        var incident = incident("shop", IncidentKind.LIMIT_NEAR, 9000, 100, true, null);
        assertThat(told(List.of(incident), new Audience(ALL, null, null))).isEqualTo("needless");
    }

    private static String told(List<Incident> incidents, Audience audience) {
        var telling = TellingPolicy.telling(incidents, audience, NOW);
        return ("alert ".repeat(telling.alerts().size())
                        + "over ".repeat(telling.allClears().size())
                        + "needless ".repeat(telling.needless().size()))
                .strip();
    }

    private static Incident incident(
            String tenant, IncidentKind kind, int opened, int closed, boolean alerted, @Nullable Instant before) {
        return new Incident(
                new TenantId(tenant),
                new UUID(0, 1),
                kind,
                "relay-1",
                null,
                Map.of(),
                NOW.minusSeconds(opened),
                NOW.minusSeconds(opened),
                null,
                ago(closed),
                new Incident.Told(alerted || closed >= 0, alerted, false, true, true, before));
    }

    private static @Nullable Instant ago(int seconds) {
        return seconds < 0 ? null : NOW.minusSeconds(seconds);
    }
}
