package io.fromline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.IncidentPolicy.Change;
import io.fromline.alert.Observed.Amount;
import io.fromline.alert.Observed.Bounced;
import io.fromline.alert.Observed.Detoured;
import io.fromline.alert.Observed.How;
import io.fromline.alert.Observed.Mark;
import io.fromline.alert.Observed.RelayName;
import io.fromline.alert.Observed.RelayState;
import io.fromline.alert.Observed.Span;
import io.fromline.alert.Observed.Used;
import io.fromline.alert.Observed.Waiting;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TenantId SHOP = new TenantId("shop");
    private static final RelayName RELAY = new RelayName(SHOP, "relay-1", "smtp.shop.example", "smtp");

    @ParameterizedTest
    @CsvSource({
        // held, paused for, check failed ago, success ago (minutes; -1: never)
        "false, -1, -1, -1, ''",
        "true, -1, -1, -1, relay.held",
        "true, 30, 10, -1, relay.held",
        "false, 30, -1, -1, relay.paused",
        "false, 5, -1, -1, relay.paused",
        "false, 4, -1, -1, ''",
        "false, 0, -1, -1, ''",
        "false, -1, 10, -1, relay.check_failed",
        "false, -1, 10, 20, relay.check_failed",
        "false, -1, 10, 5, ''",
        "false, 30, 10, 20, relay.paused",
    })
    void a_relay_has_the_worst_of_its_troubles(
            boolean held, int pausedFor, int checkAgo, int successAgo, String expected) {
        var state = new RelayState(
                RELAY,
                held ? new Mark("auth.wrong_password", NOW) : null,
                pausedFor < 0 ? null : new Mark("limit.hourly", NOW.plus(Duration.ofMinutes(pausedFor))),
                mark(checkAgo),
                successAgo < 0 ? null : ago(successAgo));
        assertThat(kinds(new Observed(List.of(state), List.of(), List.of(), List.of(), List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "79, 100, false, ''",
        "80, 100, false, limit.near",
        "99, 100, false, limit.near",
        "100, 100, false, limit.reached",
        "0, 0, false, ''",
        "399, 500, true, ''",
        "400, 500, true, limit.near",
        "499, 500, true, limit.near",
        "500, 500, true, limit.reached",
        "510, 500, true, limit.reached",
    })
    void a_day_is_near_its_end_at_four_fifths_and_then_used_up(int used, int limit, boolean provider, String expected) {
        var use = new Used(SHOP, provider ? RELAY : null, new Amount(used, limit, false, null));
        assertThat(kinds(new Observed(List.of(), List.of(use), List.of(), List.of(), List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // due for, submitted ago of what failed and is put off (minutes; -1: none), cause
        "29, -1, , ''",
        "31, -1, , backlog.growing",
        "-1, 29, net.unreachable, ''",
        "-1, 31, net.unreachable, backlog.growing",
        "-1, 300, recipient.greylisted, ''",
        "31, 300, recipient.greylisted, backlog.growing",
    })
    void mail_waits_too_long_when_it_is_due_or_its_relay_fails(
            int dueFor, int failedAgo, @Nullable String cause, String expected) {
        var waiting =
                new Waiting(RELAY, cause, dueFor < 0 ? null : ago(dueFor), failedAgo < 0 ? null : ago(failedAgo), 7);
        assertThat(kinds(new Observed(List.of(), List.of(), List.of(waiting), List.of(), List.of())))
                .isEqualTo(expected);
    }

    @Test
    void mail_that_waits_for_a_pause_is_no_backlog() {
        var paused = new RelayState(RELAY, null, new Mark("limit.daily", NOW.plusSeconds(60)), null, null);
        var waiting = new Waiting(RELAY, "net.unreachable", null, ago(100), 7);
        assertThat(kinds(new Observed(List.of(paused), List.of(), List.of(waiting), List.of(), List.of())))
                .isEqualTo("");
    }

    @Test
    void a_limit_of_the_day_is_the_same_news_whether_the_provider_says_it_or_our_own_count() {
        var room = NOW.plus(Duration.ofHours(2));
        var paused = new RelayState(RELAY, null, new Mark("limit.daily", room), null, null);
        var used = new Used(SHOP, RELAY, new Amount(480, 480, true, room.minusSeconds(60)));
        for (var observed : List.of(
                new Observed(List.of(paused), List.of(), List.of(), List.of(), List.of()),
                new Observed(List.of(), List.of(used), List.of(), List.of(), List.of()))) {
            assertThat(kinds(observed)).isEqualTo("limit.reached");
        }
        var both = IncidentPolicy.findings(
                new Observed(List.of(paused), List.of(used), List.of(), List.of(), List.of()), cause -> false, NOW);
        assertThat(IncidentPolicy.changes(List.of(), both, NOW))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Open.class,
                        open -> assertThat(open.finding().facts())
                                .containsEntry("until", room.toString())
                                .containsEntry("server", "smtp.shop.example"));
    }

    @ParameterizedTest
    @CsvSource({"recipient.unknown, sender.bouncing", "recipient.full, ''"})
    void an_address_that_is_full_for_once_is_not_dead(String cause, String expected) {
        assertThat(kinds(new Observed(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Bounced(SHOP, "me@shop.example", cause, NOW)),
                        List.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, fallback.used", "29, fallback.used", "30, ''"})
    void what_took_another_way_lately_is_told_even_though_it_left(int minutesAgo, String expected) {
        var last = NOW.minus(Duration.ofMinutes(minutesAgo));
        var detoured = new Detoured(
                RELAY, "limit.daily", 7, new Span(last.minusSeconds(60), last), new How("limit", "platform", ""));
        assertThat(kinds(new Observed(List.of(), List.of(), List.of(), List.of(), List.of(detoured))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // gone for (seconds; -1: it is there), kind, what follows
        "-1, relay.held, nothing",
        "0, relay.held, Clears",
        "60, relay.held, nothing",
        "120, relay.held, Close",
        "1199, relay.paused, nothing",
        "1200, relay.paused, Close",
        "1199, limit.reached, nothing",
        "1200, limit.reached, Close",
        "0, sender.bouncing, Close",
    })
    void what_comes_back_soon_is_the_same_incident(int goneFor, String kind, String expected) {
        var of = IncidentKind.of(kind).orElseThrow();
        var incident = incident(of, goneFor <= 0 ? null : NOW.minusSeconds(goneFor));
        var findings = goneFor < 0 ? List.of(finding(of)) : List.<Finding>of();
        var changes = IncidentPolicy.changes(List.of(incident), findings, NOW);
        assertThat(changes.isEmpty() ? "nothing" : changes.getFirst().getClass().getSimpleName())
                .isEqualTo(expected);
    }

    @Test
    void what_comes_back_while_it_clears_goes_on() {
        var incident = incident(IncidentKind.RELAY_HELD, NOW.minusSeconds(30));
        assertThat(IncidentPolicy.changes(List.of(incident), List.of(finding(IncidentKind.RELAY_HELD)), NOW))
                .containsExactly(new Change.GoesOn(incident, finding(IncidentKind.RELAY_HELD)));
    }

    @Test
    void what_another_incident_says_better_ends_without_a_word() {
        var incident = incident(IncidentKind.RELAY_CHECK_FAILED, null);
        assertThat(IncidentPolicy.changes(List.of(incident), List.of(finding(IncidentKind.RELAY_HELD)), NOW))
                .containsExactlyInAnyOrder(
                        new Change.Close(incident, true), new Change.Open(finding(IncidentKind.RELAY_HELD)));
    }

    @Test
    void one_opens_once() {
        var finding = finding(IncidentKind.BACKLOG_GROWING);
        assertThat(IncidentPolicy.changes(List.of(), List.of(finding, finding), NOW))
                .containsExactly(new Change.Open(finding));
    }

    private static String kinds(Observed observed) {
        return String.join(
                " ",
                IncidentPolicy.findings(observed, cause -> cause.startsWith("net."), NOW).stream()
                        .map(finding -> finding.kind().label())
                        .toList());
    }

    private static Finding finding(IncidentKind kind) {
        return new Finding(SHOP, kind, "relay-1", null, Map.of(), NOW);
    }

    private static Incident incident(IncidentKind kind, @Nullable Instant clearSince) {
        return new Incident(
                SHOP,
                new UUID(0, 1),
                kind,
                "relay-1",
                null,
                Map.of(),
                NOW.minusSeconds(9000),
                NOW.minusSeconds(9000),
                clearSince,
                null,
                new Incident.Told(true, true, false, true, false, null));
    }

    private static @Nullable Mark mark(int minutesAgo) {
        return minutesAgo < 0 ? null : new Mark("net.timeout", ago(minutesAgo));
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
