package io.fromline.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # can send, plan has mode, held since, last success, last failure, state
            false, true,  -,  -,  -,  OFF
            true,  true,  -,  -,  -,  SENDING
            true,  true,  -,  10, -,  SENDING
            true,  true,  -,  10, 09, SENDING
            true,  true,  -,  09, 10, WARNING
            true,  true,  -,  -,  10, WARNING
            true,  false, -,  10, -,  WARNING
            true,  true,  10, 09, 10, WAITING
            true,  false, 10, 11, 10, WAITING
            """)
    void theWorstCounts(
            boolean canSend,
            boolean planHasMode,
            @Nullable String held,
            @Nullable String success,
            @Nullable String failure,
            Health.State state) {
        var health = Health.of(new Health.Facts(
                canSend,
                planHasMode,
                held == null ? null : "auth.wrong_password",
                at(held),
                at(success),
                at(failure),
                null,
                "gmail"));

        assertThat(health.state()).isEqualTo(state);
        assertThat(health.cause()).isEqualTo(held == null ? null : "auth.wrong_password");
    }

    private static @Nullable Instant at(@Nullable String hour) {
        return hour == null ? null : Instant.parse("2026-11-23T" + hour + ":00:00Z");
    }
}
