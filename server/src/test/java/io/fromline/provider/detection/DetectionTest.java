package io.fromline.provider.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns;
import io.fromline.dns.WrittenDns;
import io.fromline.feedback.authenticity.Dmarc;
import io.fromline.mail.Mailbox;
import io.fromline.provider.detection.Detection.Timed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectionTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Mailbox ADDRESS = Mailbox.of("orders@shop.example");
    private static final Settings GMAIL = new Settings("smtp.gmail.com", 465, "tls", "orders@shop.example");
    private static final Settings OWN = new Settings("mail.shop.example", 465, "tls", null);

    private final WrittenDns dns = new WrittenDns();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void the_first_step_that_knows_it_is_the_last() {
        var found = detect(
                step(How.DOMAIN, Optional::empty),
                step(How.MX, () -> finding("googleworkspace", GMAIL)),
                step(How.PROBE, () -> {
                    throw new AssertionError("nobody is asked further");
                }));
        assertThat(found).isEqualTo(new Detected("googleworkspace", How.MX, GMAIL, null, false));
    }

    @Test
    void a_provider_without_a_server_stays_while_its_server_is_looked_for() {
        var found = detect(
                step(How.MX, () -> finding("homepl", null)),
                step(How.SRV, Optional::empty),
                step(How.PROBE, () -> finding(null, OWN)));
        assertThat(found).isEqualTo(new Detected("homepl", How.MX, OWN, null, false));
        assertThat(detect(step(How.MX, () -> finding("homepl", null))))
                .isEqualTo(new Detected("homepl", How.MX, null, null, false));
    }

    @Test
    void a_step_that_is_silent_is_given_up_when_its_time_is_over() {
        var found =
                detect(new Timed(new Fake(How.MX, this::blocked), SHORT), step(How.PROBE, () -> finding(null, OWN)));
        assertThat(found.how()).isEqualTo(How.PROBE);
    }

    @Test
    void a_step_that_breaks_found_nothing() {
        var found = detect(
                step(How.AUTOCONFIG, () -> {
                    throw new IllegalStateException("broken");
                }),
                step(How.PROBE, () -> finding(null, OWN)));
        assertThat(found.how()).isEqualTo(How.PROBE);
    }

    @Test
    void nothing_found_is_an_answer() {
        assertThat(detect(step(How.MX, Optional::empty))).isEqualTo(new Detected(null, How.NONE, null, null, false));
    }

    @Test
    void the_dmarc_record_is_told_beside_whatever_was_found() {
        dns.with("_dmarc.shop.example", Dns.Type.TXT, "v=DMARC1; p=quarantine");
        assertThat(detect().dmarc()).isEqualTo(new Dmarc.Published("v=DMARC1; p=quarantine", "quarantine"));
    }

    @Test
    void a_silent_dns_does_not_keep_the_answer() {
        Dns silent = (name, type) -> {
            blocked();
            return new Dns.Answer.Unanswered();
        };
        var found = new Detection(
                        List.of(step(How.DOMAIN, () -> finding("gmail", GMAIL))), silent, SHORT, domain -> true)
                .detect(ADDRESS);
        assertThat(found).isEqualTo(new Detected("gmail", How.DOMAIN, GMAIL, null, true));
    }

    @Test
    void a_name_of_the_own_network_is_not_looked_for() {
        var found = new Detection(
                        List.of(step(How.PROBE, () -> {
                            throw new AssertionError("nobody is asked");
                        })),
                        dns,
                        LONG,
                        domain -> false)
                .detect(Mailbox.of("root@localhost"));
        assertThat(found).isEqualTo(new Detected(null, How.NONE, null, null, false));
    }

    private Detected detect(Timed... steps) {
        return new Detection(List.of(steps), dns, LONG, domain -> false).detect(ADDRESS);
    }

    private Optional<Finding> blocked() {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static Optional<Finding> finding(@Nullable String provider, @Nullable Settings settings) {
        return Optional.of(new Finding(provider, settings));
    }

    private static Timed step(How how, Supplier<Optional<Finding>> found) {
        return new Timed(new Fake(how, found), LONG);
    }

    private record Fake(How how, Supplier<Optional<Finding>> found) implements Step {

        @Override
        public Optional<Finding> find(Mailbox address) {
            return found.get();
        }
    }
}
