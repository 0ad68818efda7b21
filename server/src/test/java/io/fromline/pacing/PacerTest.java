package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Limits THREE_A_DAY = new Limits(null, null, 3, null, null, null, null);

    private final Pacer pacer = new Pacer(THREE_A_DAY, new Usage());

    private void send(Instant at) {
        assertThat(pacer.admit(at, 1)).isEqualTo(new Verdict.Now());
        pacer.took(at, 1, 1);
    }

    @Test
    void waitsUntilTheOldestHasLeftTheWindow() {
        send(NOON);
        send(NOON.plus(Duration.ofHours(1)));
        send(NOON.plus(Duration.ofHours(2)));

        var room = NOON.plus(Duration.ofDays(1)).plusSeconds(60);
        assertThat(pacer.admit(NOON.plus(Duration.ofHours(3)), 1))
                .isEqualTo(new Verdict.Wait(room, Quota.MESSAGES_PER_DAY));
        assertThat(pacer.admit(room, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void whatIsUnderWayCountsAndIsFreeAgainWhenItDidNotGo() {
        pacer.admit(NOON, 1);
        pacer.admit(NOON, 1);
        pacer.admit(NOON, 1);

        assertThat(pacer.admit(NOON, 1)).isEqualTo(new Verdict.Wait(NOON.plus(Pacer.SOON), Quota.MESSAGES_PER_DAY));
        pacer.gaveBack(1);
        assertThat(pacer.admit(NOON, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void onlyRecipientsThatTheRelayTookCount() {
        pacer.limits(new Limits(null, null, null, 5, null, null, null));

        pacer.admit(NOON, 4);
        assertThat(pacer.admit(NOON, 2)).isInstanceOf(Verdict.Wait.class);
        pacer.took(NOON, 4, 3);

        assertThat(pacer.usage().used(Quota.RECIPIENTS_PER_DAY, NOON)).isEqualTo(3);
        assertThat(pacer.admit(NOON, 2)).isEqualTo(new Verdict.Now());
    }

    @Test
    void theLongestWaitIsTold() {
        pacer.limits(new Limits(1, null, 1, null, null, null, null));
        send(NOON);

        assertThat(pacer.admit(NOON, 1))
                .isEqualTo(new Verdict.Wait(NOON.plus(Duration.ofDays(1)).plusSeconds(60), Quota.MESSAGES_PER_DAY));
    }

    @Test
    void aMessageThatIsMoreThanTheLimitGoesAlone() {
        pacer.limits(new Limits(null, null, null, 5, null, null, null));
        pacer.admit(NOON, 1);
        pacer.took(NOON, 1, 1);

        assertThat(pacer.admit(NOON, 8)).isInstanceOf(Verdict.Wait.class);
        assertThat(pacer.admit(NOON.plus(Duration.ofHours(25)), 8)).isEqualTo(new Verdict.Now());
    }

    @Test
    void afterARestOneMessageDecides() {
        var over = NOON.plus(Duration.ofHours(1));
        pacer.rest(over);

        assertThat(pacer.admit(NOON, 1)).isEqualTo(new Verdict.Wait(over, null));
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Wait(over.plus(Pacer.SOON), null));
        pacer.gaveBack(1); // it told nothing
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacer.admit(over, 1)).isInstanceOf(Verdict.Wait.class);
        pacer.took(over, 1, 1);
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Now());
    }

    @Test
    void whatWasUnderWayWhenTheRestBeganDecidesNothing() {
        pacer.admit(NOON, 1);
        var over = NOON.plus(Duration.ofHours(1));
        pacer.rest(over);
        pacer.took(NOON, 1, 1);

        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Now());
        assertThat(pacer.admit(over, 1)).isEqualTo(new Verdict.Wait(over.plus(Pacer.SOON), null));
    }

    @Test
    void nobodyGivesBackTwice() {
        pacer.admit(NOON, 1);
        pacer.gaveBack(1);

        assertThatThrownBy(() -> pacer.gaveBack(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyConnectionsAtOnceGetNoMoreThanTheLimit() throws Exception {
        pacer.limits(new Limits(null, null, 500, null, null, null, null));
        var admitted = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                threads.submit(() -> {
                    start.await();
                    for (int k = 0; k < 40; k++) {
                        if (pacer.admit(NOON, 1) instanceof Verdict.Now) {
                            admitted.incrementAndGet();
                            pacer.took(NOON, 1, 1);
                        }
                    }
                    return null;
                });
            }
            start.countDown();
        }
        assertThat(admitted).hasValue(500);
    }
}
