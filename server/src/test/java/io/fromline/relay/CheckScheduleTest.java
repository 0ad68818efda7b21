package io.fromline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckScheduleTest {

    private static final UUID RELAY = UUID.fromString("01a20a4f-fa7d-7340-9357-c8c745b4d83a");
    private static final Instant TIME =
            Instant.parse("2026-11-23T00:00:00Z").plus(Duration.ofMinutes(CheckSchedule.slot(RELAY)));

    @ParameterizedTest
    @CsvSource({
        // minutes after its time, hours since the last attempt and the last look (empty: never), due
        "0, , , true",
        "119, , , true",
        "120, , , false",
        "-1, , , false",
        "0, 24, , true",
        "0, 23, , false",
        "0, , 24, true",
        "0, , 23, false",
        "60, 100, 24, true",
    })
    void an_idle_relay_is_looked_at_once_a_day_at_its_time(
            int after, @Nullable Integer attempt, @Nullable Integer check, boolean due) {
        var now = TIME.plus(Duration.ofMinutes(after));
        assertThat(CheckSchedule.due(RELAY, ago(now, attempt), ago(now, check), now))
                .isEqualTo(due);
    }

    @Test
    void however_often_it_is_asked_a_relay_is_looked_at_at_most_once_in_24_hours() {
        Instant last = null;
        int looks = 0;
        for (var now = TIME.minusSeconds(7200);
                now.isBefore(TIME.plus(Duration.ofDays(30)));
                now = now.plusSeconds(47)) {
            if (CheckSchedule.due(RELAY, null, last, now)) {
                assertThat(last == null || Duration.between(last, now).compareTo(CheckSchedule.IDLE) >= 0)
                        .isTrue();
                last = now;
                looks++;
            }
        }
        assertThat(looks).isBetween(29, 31);
    }

    @Test
    void relays_made_together_are_spread_over_the_day() {
        var hours = new HashSet<Long>();
        IntStream.range(0, 500)
                .mapToObj(i -> new UUID(0x01a20a4ffa7d7000L + i, 0x9357c8c745b4d83aL))
                .forEach(id -> hours.add(CheckSchedule.slot(id) / 60));
        assertThat(hours).hasSize(24);
    }

    private static @Nullable Instant ago(Instant now, @Nullable Integer hours) {
        return hours == null ? null : now.minus(Duration.ofHours(hours));
    }
}
