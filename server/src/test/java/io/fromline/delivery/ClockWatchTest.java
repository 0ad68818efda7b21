package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final List<Duration> brought = new ArrayList<>();
    private boolean away;
    private final ClockWatch watch = new ClockWatch(
            (by, at) -> {
                if (away) {
                    throw new IllegalStateException("the database is away");
                }
                brought.add(by);
                return 1;
            },
            now::get);

    private void at(Instant time) {
        now.set(time);
        watch.look();
    }

    @Test
    void timeThatPassesBringsNothingForward() {
        at(NOON.plusSeconds(1));
        at(NOON.plus(Duration.ofHours(6)));

        assertThat(brought).isEmpty();
    }

    @Test
    void aCorrectionIsWaitedFor() {
        at(NOON.minusSeconds(3));

        assertThat(brought).isEmpty();
    }

    @Test
    void aClockThatIsSetBackBringsForwardByAsMuchAndOnce() {
        at(NOON.minus(Duration.ofHours(6)));
        at(NOON.minus(Duration.ofHours(6)).plusSeconds(1));

        assertThat(brought).containsExactly(Duration.ofHours(6));
    }

    @Test
    void whatCouldNotBeBroughtForwardIsTriedAgain() {
        away = true;
        assertThatThrownBy(() -> at(NOON.minus(Duration.ofHours(6)))).isInstanceOf(IllegalStateException.class);
        away = false;
        at(NOON.minus(Duration.ofHours(6)));

        assertThat(brought).containsExactly(Duration.ofHours(6));
    }
}
