package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Hold;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.Settlement.Written;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.StoreUnavailable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue on a real PostgreSQL: who may settle what, and what stops with a relay. */
class PostgresDeliveryQueueTest extends QueueOnPostgres {

    @Test
    void whoIsGivenUpSettlesNothingAnyMore() {
        submit("a@b.example");
        var claim = claim(one, NOW).getFirst().first();

        var later = NOW.plusSeconds(30);
        queue.keepAlive(other, later, later.plusSeconds(20));
        assertThat(queue.recover(other, later, false)).isPositive();
        assertThat(queue.keepAlive(one, later, later.plusSeconds(20)))
                .as("it learns that it was given up")
                .isZero();

        var again = claim(other, later).getFirst().first();
        assertThat(again.attempts()).as("the interrupted one counts").isEqualTo(1);
        assertThat(settle(claim, new Next.Done())).containsExactly(Written.LOST);
        assertThat(settle(again, new Next.Done())).containsExactly(Written.DONE);
        assertThat(settle(again, new Next.Done())).as("only once").containsExactly(Written.LOST);
        assertThat(attempts(claim.delivery())).isEqualTo(2);
    }

    @Test
    void whatEndsAClaimOnceMoreDoesNotEndTheNextOne() {
        submit("a@b.example");
        var claim = claim(one, NOW).getFirst().first();
        queue.giveBack(List.of(claim));
        var again = claim(one, NOW).getFirst().first();

        // As who did not hear how the first time ended.
        queue.giveBack(List.of(claim));
        queue.interrupted(NOW, List.of(claim));
        assertThat(settle(claim, new Next.RetryAt(NOW))).containsExactly(Written.LOST);

        assertThat(claim(one, NOW)).isEmpty();
        assertThat(settle(again, new Next.Done())).containsExactly(Written.DONE);
        assertThat(attempts(again.delivery())).isEqualTo(1);
    }

    @Test
    void aClaimWhoseCommitWasNotHeardOfIsGivenBackAndMadeAnew() {
        var answers = new UnheardAnswers(PooledDatabase.plain(address));
        var cut = new PostgresDeliveryQueue(new Database(answers, answers));
        submit("a@b.example");
        answers.nextCommits(1);

        assertThatThrownBy(() -> cut.claim(one, NOW, SHARE, NONE)).isInstanceOf(StoreUnavailable.class);
        assertThat(claim(one, NOW)).as("it was committed").isEmpty();
        assertThat(cut.claim(one, NOW, SHARE, NONE).stream()
                        .map(transaction -> transaction.first().tenant()))
                .contains(tenant);
    }

    @Test
    void whoIsLateButNotGivenUpGoesOn() {
        submit("a@b.example");
        var claim = claim(one, NOW).getFirst().first();

        var later = NOW.plus(Duration.ofMinutes(5));
        int alive = queue.keepAlive(one, later, later.plusSeconds(20));
        assertThat(alive).isPositive();
        assertThat(queue.keepAlive(other, later, later.plusSeconds(20))).isEqualTo(alive + 1);
        queue.recover(other, later, false);

        assertThat(settle(claim, new Next.Done())).containsExactly(Written.DONE);
    }

    @Test
    void aRelayThatIsHeldGivesNoMailAndKeepsWhatIsGivenBack() {
        submit("first@b.example");
        submit("second@b.example");
        submit("third@b.example");
        var claimed = claim(one, NOW, new DeliveryQueue.Share(2, 100));
        assertThat(claimed).hasSize(2);

        assertThat(settle(claimed.get(0).first(), new Next.HoldRelay())).containsExactly(Written.HELD_THE_RELAY);
        queue.giveBack(claimed.get(1).claims());

        assertThat(queue.open(route, NOW)).isFalse();
        assertThat(claim(one, NOW)).isEmpty();
        assertThat(states()).containsOnlyKeys("held").containsEntry("held", 3L);
    }

    @Test
    void whatIsBrokenOffWaitsWithTheRestWhereItsRelayWasHeldMeanwhile() {
        submit("first@b.example");
        submit("second@b.example");
        var claimed = claim(one, NOW);

        settle(claimed.get(0).first(), new Next.HoldRelay());
        queue.interrupted(NOW, claimed.get(1).claims());

        assertThat(states()).containsOnlyKeys("held").containsEntry("held", 2L);
        assertThat(attempts(claimed.get(1).first().delivery())).isEqualTo(1);
    }

    @Test
    void aClaimBringsASmallMessageAndLeavesOneWithALargeHeaderOrBodyToBeReadLater() {
        submit("small@b.example");
        assertThat(claim(one, NOW).getFirst().message()).isNotNull();

        for (var large : List.of(
                "header = convert_to(repeat('x', 40000), 'UTF8')",
                "body_size = 40000, " + "body = convert_to(repeat('x', 40000), 'UTF8')")) {
            submit("large@b.example");
            database.asServer(jdbc -> jdbc.sql("update submission set " + large + " where tenant_id = :t")
                    .param("t", tenant.value())
                    .update());

            var claimed = claim(one, NOW).getFirst();

            assertThat(claimed.message()).isNull();
            assertThat(queue.message(claimed.first()).orElseThrow().bytes()).hasSizeGreaterThan(40_000);
        }
    }

    @Test
    void aPauseHoldsForNewMailToo() {
        submit("first@b.example");
        var until = NOW.plus(Duration.ofHours(1));
        settle(claim(one, NOW).getFirst().first(), new Next.PauseRelay(until));
        submit("second@b.example");

        assertThat(claim(one, NOW.plusSeconds(60))).isEmpty();
        assertThat(queue.open(route, NOW.plusSeconds(60))).isFalse();
        assertThat(queue.hold(lane, one, NOW.plusSeconds(60))).isEqualTo(new Hold.Closed());
        assertThat(claim(one, until)).hasSize(2);
    }

    @Test
    void manyAreSettledTogetherAndEachIsAnswered() {
        submit("a@b.example", "b@b.example", "c@b.example");
        var claims = claim(one, NOW).getFirst().claims();
        assertThat(claims).hasSize(3);
        queue.giveBack(List.of(claims.get(1)));

        var written = queue.settle(claims.stream()
                .map(claim -> new Settlement(claim, attempt(), new Next.Done()))
                .toList());

        assertThat(written).containsExactly(Written.DONE, Written.LOST, Written.DONE);
        assertThat(states()).containsEntry("accepted", 2L).containsEntry("queued", 1L);
    }

    @Test
    void whatIsAcceptedWithAPlaceIsClaimedAlready() {
        write(SubmissionStore.Terms.none(LocalDate.EPOCH).claimedBy(one), "a@b.example");

        assertThat(claim(other, NOW)).isEmpty();
    }
}
