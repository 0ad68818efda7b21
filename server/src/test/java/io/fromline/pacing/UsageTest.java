package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Usage usage = new Usage();

    private void sent(Instant at, int messages) {
        usage.record(at, new Count(messages, messages * 2));
    }

    @Test
    void countsMessagesAndRecipientsByWindow() {
        sent(NOON, 3);
        sent(NOON.plus(Duration.ofMinutes(30)), 4);
        var now = NOON.plus(Duration.ofMinutes(30)).plusSeconds(20);

        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, now)).isEqualTo(4);
        assertThat(usage.used(Quota.MESSAGES_PER_HOUR, now)).isEqualTo(7);
        assertThat(usage.used(Quota.MESSAGES_PER_DAY, now)).isEqualTo(7);
        assertThat(usage.used(Quota.RECIPIENTS_PER_DAY, now)).isEqualTo(14);
    }

    @Test
    void nothingLeavesAWindowEarly() {
        var at = NOON.plusSeconds(59).plusMillis(900);
        sent(at, 1);

        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, at.plusSeconds(60))).isEqualTo(1);
        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, at.plusSeconds(61))).isZero();
        assertThat(usage.used(Quota.MESSAGES_PER_DAY, at.plus(Duration.ofDays(1))))
                .isEqualTo(1);
        assertThat(usage.used(
                        Quota.MESSAGES_PER_DAY, at.plus(Duration.ofDays(1)).plusSeconds(60)))
                .isZero();
    }

    @Test
    void tellsWhenSoMuchIsFreeAgain() {
        sent(NOON, 10);
        sent(NOON.plus(Duration.ofHours(2)), 5);
        var now = NOON.plus(Duration.ofHours(3));

        assertThat(usage.frees(Quota.MESSAGES_PER_DAY, 10, now))
                .isEqualTo(NOON.plus(Duration.ofDays(1)).plusSeconds(60));
        assertThat(usage.frees(Quota.MESSAGES_PER_DAY, 11, now))
                .isEqualTo(NOON.plus(Duration.ofHours(26)).plusSeconds(60));
        assertThat(usage.frees(Quota.MESSAGES_PER_DAY, 16, now)).isEqualTo(now);
    }

    @Test
    void knowsAfterAStartWhatWentBefore() {
        usage.restore(
                NOON.plusSeconds(30),
                Map.of(
                        NOON,
                        new Count(2, 2),
                        NOON.minus(Duration.ofMinutes(1)),
                        new Count(1, 1),
                        NOON.minus(Duration.ofHours(5)),
                        new Count(100, 200),
                        NOON.minus(Duration.ofDays(2)),
                        new Count(9000, 9000)));
        sent(NOON.plusSeconds(40), 1);
        var now = NOON.plusSeconds(45);

        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, now)).isEqualTo(4);
        assertThat(usage.used(Quota.MESSAGES_PER_HOUR, now)).isEqualTo(4);
        assertThat(usage.used(Quota.MESSAGES_PER_DAY, now)).isEqualTo(104);
        assertThat(usage.used(Quota.RECIPIENTS_PER_DAY, now)).isEqualTo(205);
    }

    @Test
    void aClockThatIsSetBackForgetsNothing() {
        sent(NOON, 5);
        sent(NOON.minus(Duration.ofHours(3)), 2);

        assertThat(usage.used(Quota.MESSAGES_PER_DAY, NOON.minus(Duration.ofHours(3))))
                .isEqualTo(7);
    }

    @Test
    void aLongSilenceEmptiesIt() {
        sent(NOON, 5);

        assertThat(usage.used(Quota.MESSAGES_PER_DAY, NOON.plus(Duration.ofDays(400))))
                .isZero();
    }

    @Test
    void aClockThatIsSetBackTakesAlongWhatWasCountedAtTheAgeItHad() {
        sent(NOON, 3);
        var back = NOON.plusSeconds(30).minus(Duration.ofHours(6));

        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, NOON.plusSeconds(30))).isEqualTo(3);
        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, back)).isEqualTo(3);
        assertThat(usage.used(Quota.MESSAGES_PER_HOUR, back)).isEqualTo(3);
        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, back.plusSeconds(31))).isZero();
        assertThat(usage.used(Quota.MESSAGES_PER_HOUR, back.plus(Duration.ofMinutes(62))))
                .isZero();
        sent(back, 1);
        assertThat(usage.used(Quota.MESSAGES_PER_DAY, back)).isEqualTo(4);
    }

    @Test
    void aClockThatIsCorrectedByAMomentStandsStill() {
        sent(NOON, 3);

        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, NOON.minusSeconds(3))).isEqualTo(3);
        assertThat(usage.used(Quota.MESSAGES_PER_MINUTE, NOON.plusSeconds(60))).isEqualTo(3);
    }
}
