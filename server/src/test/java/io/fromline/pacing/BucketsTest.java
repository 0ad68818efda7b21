package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever came when, it tells what somebody would who kept a list of it all. */
class BucketsTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final int KEPT = 20;

    /** One span that something was counted in, by its number. */
    private record Went(long minute, int messages) {}

    @Property(tries = 500)
    void countsAsAListWould(@ForAll @Size(max = 120) List<@IntRange(min = -4, max = 12) Integer> minutesBetween) {
        long minute = START.getEpochSecond() / 60;
        var buckets = new Buckets(Duration.ofMinutes(1), KEPT);
        var list = new ArrayList<Went>();
        long newest = 0;
        int messages = 1;
        for (int between : minutesBetween) {
            minute += between;
            newest = Math.max(newest, minute);
            buckets.record(Instant.ofEpochSecond(minute * 60 + 7), new Count(messages, 2 * messages));
            list.add(new Went(minute, messages++));
            if (minute < newest - 5) {
                return; // a clock set back further has examples of its own
            }
            for (int last : List.of(1, 7, KEPT)) {
                long from = newest - last;
                int expected = list.stream()
                        .filter(went -> went.minute() > from)
                        .mapToInt(Went::messages)
                        .sum();
                var now = Instant.ofEpochSecond(newest * 60);
                assertThat(buckets.sum(last, false, now)).isEqualTo(expected);
                assertThat(buckets.newest(last, true, now)).hasSize(last);
                assertThat(Arrays.stream(buckets.newest(last, true, now)).sum()).isEqualTo(2 * expected);
            }
        }
    }
}
