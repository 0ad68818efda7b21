package io.fromline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.identity.VerificationLimits.Sent;
import io.fromline.identity.VerificationLimits.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationLimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** Mails of this tenant to the address, of anybody to the address, of the tenant, from the source; all hours ago but the last. */
    @ParameterizedTest
    @CsvSource({
        "0, 0,  0,  0, send",
        "1, 1,  1,  1, send",
        "4, 4,  4,  4, send",
        "5, 5,  5,  5, wait",
        "0, 7,  0,  0, send",
        "0, 8,  0,  0, keep quiet",
        "0, 0, 19,  0, send",
        "0, 0, 20,  0, wait",
        "0, 8, 20,  0, wait",
        "0, 0,  0, 60, send"
    })
    void a_day_has_room_for_so_many(int own, int toAddress, int forTenant, int fromSource, String verdict) {
        var sent = new Sent(hoursAgo(own), hoursAgo(toAddress), hoursAgo(forTenant), hoursAgo(fromSource));
        assertThat(name(VerificationLimits.verdict(sent, NOW))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "2, 120", "3, 300", "4, 900"})
    void the_cool_down_grows(int own, long seconds) {
        var sent = new Sent(justNow(own), List.of(), List.of(), List.of());
        assertThat(VerificationLimits.verdict(sent, NOW)).isEqualTo(new Verdict.Wait(NOW.plusSeconds(seconds)));
        assertThat(VerificationLimits.verdict(sent, NOW.plusSeconds(seconds))).isInstanceOf(Verdict.Send.class);
    }

    @Test
    void the_fifth_mail_to_an_address_was_the_last_until_the_first_is_a_day_old() {
        var own = hoursAgo(5);
        assertThat(VerificationLimits.nextAt(own)).isEqualTo(own.getFirst().plus(Duration.ofDays(1)));
    }

    @Test
    void a_network_address_asks_for_so_many_within_an_hour() {
        var sent = new Sent(List.of(), List.of(), List.of(), justNow(VerificationLimits.FROM_SOURCE_PER_HOUR));
        assertThat(VerificationLimits.verdict(sent, NOW)).isEqualTo(new Verdict.Wait(NOW.plus(Duration.ofHours(1))));
    }

    private static List<Instant> hoursAgo(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NOW.minus(Duration.ofHours(2)).minusSeconds(count - i))
                .toList();
    }

    private static List<Instant> justNow(int count) {
        return IntStream.range(0, count).mapToObj(i -> NOW).toList();
    }

    private static String name(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Send _ -> "send";
            case Verdict.KeepQuiet _ -> "keep quiet";
            case Verdict.Wait _ -> "wait";
        };
    }
}
