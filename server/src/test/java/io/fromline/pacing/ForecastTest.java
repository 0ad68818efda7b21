package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Limits GMAIL = new Limits(null, null, 500, null, 100, null, null);

    private final Usage usage = new Usage();

    private void sent(Instant at, int messages) {
        usage.record(at, new Count(messages, messages));
    }

    private Forecast today(Limits limits, Instant now) {
        return Forecast.of(Window.DAY, limits, usage, now).orElseThrow();
    }

    @Test
    void tellsWhenTheLimitIsReachedAtTheRateOfTheLastHour() {
        sent(NOON.minus(Duration.ofHours(9)), 200);
        for (int minute = 0; minute < 60; minute++) {
            sent(NOON.minus(Duration.ofMinutes(59 - minute)), 1);
        }

        var forecast = today(GMAIL, NOON);

        assertThat(forecast.used()).isEqualTo(260);
        assertThat(forecast.percent()).isEqualTo(52);
        assertThat(forecast.reachedAt()).isEqualTo(NOON.plus(Duration.ofHours(4)));
        assertThat(forecast.freesAt()).isEqualTo(NOON.plus(Duration.ofHours(15)).plusSeconds(60));
        assertThat(forecast.near()).isFalse();
    }

    @Test
    void aRateThatFallsAwayAsFastAsItComesReachesNothing() {
        for (int minute = 0; minute < 24 * 60; minute += 5) {
            sent(NOON.minus(Duration.ofMinutes(24 * 60L - 5 - minute)), 1);
        }

        assertThat(today(GMAIL, NOON).used()).isEqualTo(288);
        assertThat(today(GMAIL, NOON).reachedAt()).isNull();
    }

    @Test
    void whatWasSentLongAgoSaysNothingOfTheRate() {
        sent(NOON.minus(Duration.ofHours(3)), 490);

        assertThat(today(GMAIL, NOON).reachedAt()).isNull();
        assertThat(today(GMAIL, NOON).near()).isTrue();
    }

    @Test
    void onceItIsReachedItTellsWhenThereIsRoomAgain() {
        sent(NOON.minus(Duration.ofHours(5)), 100);
        sent(NOON.minus(Duration.ofHours(2)), 420);

        var forecast = today(GMAIL, NOON);

        assertThat(forecast.reached()).isTrue();
        assertThat(forecast.percent()).isEqualTo(100);
        assertThat(forecast.reachedAt()).isNull();
        assertThat(forecast.freesAt()).isEqualTo(NOON.plus(Duration.ofHours(19)).plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"399, false", "400, true"})
    void warnsFromFourFifthsOn(int messages, boolean near) {
        sent(NOON, messages);

        assertThat(today(GMAIL, NOON).near()).isEqualTo(near);
    }

    @Test
    void wherePeopleAndMessagesAreCountedTheOneThatIsNearerCounts() {
        var workspace = new Limits(null, null, 2000, 10_000, null, null, null);
        usage.record(NOON, new Count(100, 900));

        assertThat(today(workspace, NOON).quota()).isEqualTo(Quota.RECIPIENTS_PER_DAY);
        usage.record(NOON, new Count(100, 100));
        assertThat(today(workspace, NOON).quota()).isEqualTo(Quota.MESSAGES_PER_DAY);
    }

    @Test
    void whatHasNoLimitHasNoForecast() {
        sent(NOON, 5);

        assertThat(Forecast.of(Window.HOUR, GMAIL, usage, NOON)).isEmpty();
        assertThat(Forecast.all(Limits.NONE, usage, NOON)).isEmpty();
    }
}
