package io.fromline.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.account.LogInThrottle.Failures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInThrottleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "{0} failures of the account and {1} of the source, the last {2} s ago: wait {3} s")
    @CsvSource({
        "0, 0, 0, 0",
        "4, 4, 0, 0",
        "5, 5, 0, 10",
        "5, 5, 4, 6",
        "5, 5, 10, 0",
        "6, 6, 0, 20",
        "8, 8, 0, 80",
        "12, 12, 0, 900",
        "1000000, 1000000, 0, 900",
        "1000000, 1000000, 3600, 0",
        "1, 24, 0, 0",
        "1, 25, 0, 10",
        "1, 27, 30, 10",
    })
    void the_wait_doubles_with_each_failure_up_to_a_quarter_of_an_hour(
            int ofAccount, int ofSource, int secondsAgo, int wait) {
        Instant last = NOW.minusSeconds(secondsAgo);
        Instant next = LogInThrottle.nextTry(new Failures(ofAccount, last), new Failures(ofSource, last), NOW);
        Duration left = next.isAfter(NOW) ? Duration.between(NOW, next) : Duration.ZERO;
        assertThat(left).isEqualTo(Duration.ofSeconds(wait));
    }
}
