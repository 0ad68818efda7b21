package io.fromline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.webhook.WebhookSchedule.Next;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT5M", "3, PT30M", "4, PT2H", "5, PT5H", "9, PT24H"})
    void a_failed_call_is_made_again_later_and_later(int attempts, Duration wait) {
        assertThat(WebhookSchedule.after(new CallOutcome.Failed("503"), attempts, NOW, 0))
                .isEqualTo(new Next.Again(NOW.plus(wait)));
        assertThat(WebhookSchedule.after(new CallOutcome.Failed("timeout"), attempts, NOW, 0.5))
                .isEqualTo(new Next.Again(NOW.plus(wait).plus(wait.dividedBy(20))));
    }

    @Test
    void it_has_an_end() {
        assertThat(WebhookSchedule.after(new CallOutcome.Failed("503"), 10, NOW, 0))
                .isEqualTo(new Next.GiveUp());
    }

    @Test
    void what_is_taken_is_done_and_what_is_gone_is_let_alone() {
        assertThat(WebhookSchedule.after(new CallOutcome.Taken(), 1, NOW, 0)).isEqualTo(new Next.Done());
        assertThat(WebhookSchedule.after(new CallOutcome.Gone(), 1, NOW, 0)).isEqualTo(new Next.Disable());
    }

    /** The example of the specification of Standard Webhooks' libraries. */
    @Test
    void a_signature_is_that_of_standard_webhooks() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
