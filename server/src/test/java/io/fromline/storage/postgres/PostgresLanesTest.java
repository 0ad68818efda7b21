package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.queue.Hold;
import io.fromline.queue.Lane;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which node sends over which relay: lanes are leased, taken over and let go. */
class PostgresLanesTest extends QueueOnPostgres {

    @Test
    void aTenantsRelayIsOneNodesAtATime() {
        assertThat(queue.hold(lane, one, NOW)).isEqualTo(new Hold.Open());
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Elsewhere(one));
        submit("a@b.example");
        assertThat(claim(other, NOW)).isEmpty();
        assertThat(claim(one, NOW)).hasSize(1);

        queue.letGo(List.of(lane), one);
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
        queue.letGo(List.of(lane), one);
        assertThat(queue.hold(lane, one, NOW))
                .as("who let it go lets nobody else's go")
                .isEqualTo(new Hold.Elsewhere(other));
    }

    @Test
    void aLaneThatNobodyHoldsIsTakenWithItsMail() {
        submit("never.held@b.example");
        assertThat(claim(one, NOW)).hasSize(1);
        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Elsewhere(one));

        queue.letGo(List.of(lane), one);
        submit("let.go@b.example");
        assertThat(claim(other, NOW)).hasSize(1);
        assertThat(queue.hold(lane, one, NOW)).isEqualTo(new Hold.Elsewhere(other));
    }

    @Test
    void aLaneWithoutMailThatIsDueIsNotTaken() {
        submit("a@b.example");
        assertThat(claim(one, NOW.minusSeconds(1))).isEmpty();

        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
    }

    @Test
    void theLaneOfANodeThatIsGoneIsTakenOver() {
        queue.hold(lane, one, NOW);
        submit("a@b.example");
        var later = NOW.plusSeconds(30);
        queue.keepAlive(other, later, later.plusSeconds(20));

        assertThat(queue.anyLate(other, later)).isTrue();
        assertThat(claim(other, later))
                .as("late, but perhaps it comes back: only who is given up has lost it")
                .isEmpty();
        queue.recover(other, later, false);

        assertThat(claim(other, later)).hasSize(1);
        assertThat(queue.hold(lane, one, later))
                .as("even if it does not know yet that it was given up")
                .isEqualTo(new Hold.Elsewhere(other));
        assertThat(queue.anyLate(other, later)).isFalse();
    }

    @Test
    void whoEndsLeavesItsLanesAndWhatItHadToOthersAtOnce() {
        queue.hold(lane, one, NOW);
        submit("a@b.example", "b@b.example");
        var unfinished = claim(one, NOW).getFirst().claims();

        queue.leave(one);

        assertThat(queue.hold(lane, other, NOW)).isEqualTo(new Hold.Open());
        queue.recover(other, NOW, false);
        assertThat(claim(other, NOW).getFirst().claims()).hasSameSizeAs(unfinished);
    }

    @Test
    void nodesThatTakeLanesAtTheSameMomentNeverTakeTheSame() throws Exception {
        for (int round = 0; round < 10; round++) {
            var routes = IntStream.range(0, 30).mapToObj(i -> relay()).toList();
            routes.forEach(free -> write(free, SubmissionStore.Terms.none(LocalDate.EPOCH), "a@b.example"));
            var start = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var took = List.of(one, other).stream()
                        .map(node -> threads.submit(() -> {
                            start.await();
                            return claim(node, NOW);
                        }))
                        .toList();
                var taken = new ArrayList<MailTransaction>();
                for (var each : took) {
                    taken.addAll(each.get());
                }
                taken.addAll(claim(one, NOW));
                taken.addAll(claim(other, NOW));
                assertThat(taken).extracting(mail -> mail.first().route()).containsExactlyInAnyOrderElementsOf(routes);
                assertThat(taken)
                        .allSatisfy(mail -> assertThat(queue.hold(
                                        mail.first().lane(), mail.first().node(), NOW))
                                .isEqualTo(new Hold.Open()));
            }
        }
    }

    @Test
    void everyNodeSendsOverThePlatformsRelays() {
        var shared = new Lane(tenant, new Route(TenantId.PLATFORM, Ids.next()));

        assertThat(queue.hold(shared, one, NOW)).isEqualTo(new Hold.Open());
        assertThat(queue.hold(shared, other, NOW)).isEqualTo(new Hold.Open());
    }
}
