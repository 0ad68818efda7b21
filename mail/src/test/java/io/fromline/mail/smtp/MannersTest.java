package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.smtp.Manners.Trusted;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MannersTest {

    private static final SmtpServer SERVER = server(0);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // nanoTime may pass its greatest value
    private final Manners manners = new Manners(nanos::get);

    @Test
    void whoDidNothingWrongIsTrusted() {
        assertThat(manners.of(SERVER)).isEqualTo(Trusted.CHUNKS);
    }

    @Test
    void aLapseIsForgottenAfterAWhile() {
        manners.lapsed(SERVER, Trusted.GROUPS);
        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        assertThat(manners.of(SERVER)).isEqualTo(Trusted.GROUPS);
        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(manners.of(SERVER)).isEqualTo(Trusted.CHUNKS);
    }

    @Test
    void theWorseLapseHolds() {
        manners.lapsed(SERVER, Trusted.ONE_BY_ONE);
        manners.lapsed(SERVER, Trusted.GROUPS);
        assertThat(manners.of(SERVER)).isEqualTo(Trusted.ONE_BY_ONE);
        assertThat(manners.of(server(1))).isEqualTo(Trusted.CHUNKS);
    }

    @Test
    void remembersTheLatestThousand() {
        for (int i = 0; i <= 1_000; i++) {
            manners.lapsed(server(i), Trusted.GROUPS);
        }
        assertThat(manners.of(server(0))).isEqualTo(Trusted.CHUNKS);
        assertThat(manners.of(server(1))).isEqualTo(Trusted.GROUPS);
    }

    private static SmtpServer server(int number) {
        return new SmtpServer("mail" + number + ".example", 465, true);
    }
}
