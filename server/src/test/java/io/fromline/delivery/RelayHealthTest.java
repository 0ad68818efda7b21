package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.Ids;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayHealthTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Route ONE = new Route(new TenantId("one"), Ids.next());
    private static final Route TWO = new Route(new TenantId("two"), Ids.next());

    private final Diary diary = new Diary();
    private final List<String> held = new ArrayList<>();
    private final RelayHealth health = new RelayHealth(diary, (route, cause) -> held.add(cause));

    @Test
    void what_got_through_is_written_together_and_only_the_latest() {
        accepted(ONE, NOON.plusMillis(20));
        accepted(ONE, NOON);
        accepted(TWO, NOON);
        assertThat(diary.successes).isEmpty();

        health.write(NOON.plusSeconds(1));
        health.write(NOON.plusSeconds(2));

        assertThat(diary.successes).containsExactly(Map.of(ONE, NOON.plusMillis(20), TWO, NOON));
    }

    @Test
    void a_busy_relay_is_written_every_five_seconds() {
        for (int second = 0; second < 12; second++) {
            accepted(ONE, NOON.plusSeconds(second));
            health.write(NOON.plusSeconds(second));
        }
        assertThat(diary.successes)
                .containsExactly(
                        Map.of(ONE, NOON), Map.of(ONE, NOON.plusSeconds(5)), Map.of(ONE, NOON.plusSeconds(10)));
    }

    @Test
    void a_failure_is_written_at_once_and_so_is_what_gets_through_after_it() {
        accepted(ONE, NOON);
        health.write(NOON);
        failed(ONE, NOON.plusSeconds(1), Fault.Scope.RELAY);
        failed(ONE, NOON.plusSeconds(1), Fault.Scope.RECIPIENT);
        accepted(ONE, NOON.plusSeconds(2));
        health.write(NOON.plusSeconds(2));

        assertThat(diary.failures).containsExactly("auth.wrong_password");
        assertThat(diary.successes).containsExactly(Map.of(ONE, NOON), Map.of(ONE, NOON.plusSeconds(2)));
        assertThat(held).isEmpty();
    }

    @Test
    void what_could_not_be_written_is_written_later() {
        accepted(ONE, NOON);
        diary.away = true;
        assertThatThrownBy(() -> health.write(NOON)).isInstanceOf(StoreUnavailable.class);
        diary.away = false;
        health.write(NOON.plusSeconds(1));

        assertThat(diary.successes).containsExactly(Map.of(ONE, NOON));
    }

    @Test
    void a_clock_that_is_set_back_holds_nothing_up() {
        accepted(ONE, NOON);
        health.write(NOON);
        accepted(ONE, NOON.minusSeconds(3600));
        health.write(NOON.minusSeconds(3600));

        assertThat(diary.successes).hasSize(2);
    }

    private void accepted(Route route, Instant at) {
        health.settled(claim(route), attempt(at, new Outcome.Accepted(Reply.of(250, "2.0.0 OK")), null), null, false);
    }

    private void failed(Route route, Instant at, Fault.Scope scope) {
        var fault = Fault.reply(scope, Phase.AUTH, Reply.of(535, "5.7.8 No"));
        health.settled(claim(route), attempt(at, new Outcome.Refused(fault), "auth.wrong_password"), scope, false);
    }

    private static Claim claim(Route route) {
        var buyer = Mailbox.of("buyer@b.example");
        var today = LocalDate.parse("2026-11-27");
        return new Claim(Ids.next(), 0, route.owner(), Ids.next(), Ids.next(), today, buyer, "", route, 0, NOON);
    }

    private static Attempt attempt(Instant at, Outcome outcome, @Nullable String cause) {
        return new Attempt(at, 5, outcome, cause, null, 1, List.of(), List.of());
    }
}
