package io.fromline.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every driver does; a driver exists once it passes.
 *
 * @param <S> its settings
 */
public abstract class DriverContract<S extends DriverSettings> {

    /** Occurs in the settings wherever they hold a secret. */
    protected static final String SECRET = "correct-horse-battery";

    protected final Heard heard = new Heard();

    /** The driver to be tested. */
    protected abstract Driver<S> driver();

    /** Settings by which every message is accepted. */
    protected abstract S good();

    /** Settings whose log-in is refused, when opening or for the recipient {@link #refusedLogIn}. */
    protected abstract S badLogIn();

    /** A recipient with whom the settings of {@link #badLogIn} end at AUTH. */
    protected Mailbox refusedLogIn() {
        return Mailbox.of("badauth@simulator.test");
    }

    @Test
    void isNamedAsItsSettingsSay() {
        var driver = driver();
        assertThat(driver.name()).isEqualTo(good().driver());
        assertThat(good()).isInstanceOf(driver.settings());
        assertThat(new DriverRegistry(List.of(driver)).named(good().driver())).contains(driver);
    }

    @Test
    void handsOverAMessageWithAnOutcomePerRecipient() {
        try (var session = opened(good())) {
            var outcomes = session.send(envelope("accept@simulator.test", "b@simulator.test"), message(), heard);
            assertThat(outcomes)
                    .hasSize(2)
                    .allSatisfy((_, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
        }
    }

    @Test
    void handsOverOneMessageAfterTheOther() {
        try (var session = opened(good())) {
            for (int i = 0; i < 3; i++) {
                assertThat(session.usable()).isTrue();
                assertThat(session.send(envelope("accept@simulator.test"), message(), heard))
                        .allSatisfy((_, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
            }
        }
    }

    @Test
    void settlesAStreamOfMessagesInOrderEachToldItsOwnStory() {
        var offered = new ArrayDeque<Offered>();
        var ended = new ArrayList<Offered>();
        for (int i = 0; i < 20; i++) {
            offered.add(new Offered(envelope("accept+" + i + "@simulator.test"), ended));
        }
        var all = List.copyOf(offered);
        try (var session = opened(good())) {
            session.send(offered::poll);
            assertThat(session.usable()).isTrue();
        }
        assertThat(ended).isEqualTo(all).allSatisfy(one -> {
            assertThat(one.outcomes).containsOnlyKeys(one.envelope.recipients());
            assertThat(one.outcomes)
                    .allSatisfy((_, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Accepted.class));
            assertThat(one.heard.steps).endsWith(Phase.SENDER, Phase.RECIPIENT, Phase.MESSAGE);
            assertThat(one.heard.lines.stream().filter(line -> line.startsWith("RCPT")))
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line)
                            .contains(one.envelope.recipients().getFirst().wireForm()));
        });
    }

    @Test
    void aStreamOverAClosedSessionIsLeft() {
        var session = opened(good());
        session.close();
        var one = new Offered(envelope("accept@simulator.test"), new ArrayList<>());
        var offered = new ArrayDeque<>(List.of(one));
        session.send(offered::poll);
        assertThat(one.left).isTrue();
    }

    @Test
    void aClosedSessionIsNotUsable() {
        var session = opened(good());
        session.close();
        session.close();
        assertThat(session.usable()).isFalse();
    }

    @Test
    void tellsEachStepOnceAndInOrder() {
        try (var session = opened(good())) {
            session.send(envelope("accept@simulator.test"), message(), heard);
        }
        assertThat(heard.steps).containsExactly(Phase.values());
        assertThat(heard.failed).isEmpty();
    }

    @Test
    void tellsOfItsOpeningAndLogInOnceForAllMessages() {
        try (var session = opened(good())) {
            session.send(envelope("accept@simulator.test"), message(), heard);
            heard.steps.clear();
            session.send(envelope("accept@simulator.test"), message(), heard);
        }
        assertThat(heard.steps).containsExactly(Phase.SENDER, Phase.RECIPIENT, Phase.MESSAGE);
    }

    @Test
    void aRefusedLogInConcernsTheRelayAndIsTheLastStep() {
        var outcomes = switch (open(badLogIn())) {
            case Driver.Opening.Failed(Outcome outcome) -> Map.of(refusedLogIn(), outcome);
            case Driver.Opening.Opened(Session session) -> {
                try (session) {
                    yield session.send(new Envelope(null, List.of(refusedLogIn())), message(), heard);
                }
            }
        };
        assertThat(outcomes.values()).singleElement().isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.fault().scope()).isEqualTo(Fault.Scope.RELAY);
            assertThat(refused.fault().phase()).isEqualTo(Phase.AUTH);
            assertThat(refused.fault().kind()).isEqualTo(Fault.Kind.REPLY);
        });
        assertThat(heard.failed).containsExactly(Phase.AUTH);
        assertThat(heard.steps).endsWith(Phase.AUTH);
    }

    @Test
    void neverTellsASecret() {
        try (var session = opened(good())) {
            session.send(envelope("accept@simulator.test"), message(), heard);
        }
        open(badLogIn());
        assertThat(heard.lines).noneMatch(line -> line.contains(SECRET));
        assertThat(good().toString()).doesNotContain(SECRET);
    }

    private Driver.Opening open(S settings) {
        return driver().open(settings, heard);
    }

    private Session opened(S settings) {
        return switch (open(settings)) {
            case Driver.Opening.Opened(Session session) -> session;
            case Driver.Opening.Failed(Outcome outcome) -> throw new AssertionError(outcome + "\n" + heard.lines);
        };
    }

    /** An envelope from a shop. */
    protected static Envelope envelope(String... recipients) {
        return new Envelope(
                Mailbox.of("shop@shop.example"),
                List.of(recipients).stream().map(Mailbox::of).toList());
    }

    /** A small message. */
    protected static Message message() {
        return new Message("<1@shop.example>", "Subject: x\r\n\r\nHi\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Keeps what became of it. */
    private static final class Offered implements Consignment {

        final Envelope envelope;
        final Heard heard = new Heard();
        final List<Offered> ended;
        Map<Mailbox, Outcome> outcomes = Map.of();
        boolean left;

        Offered(Envelope envelope, List<Offered> ended) {
            this.envelope = envelope;
            this.ended = ended;
        }

        @Override
        public Envelope envelope() {
            return envelope;
        }

        @Override
        public Message message() {
            return DriverContract.message();
        }

        @Override
        public Conversation conversation() {
            return heard;
        }

        @Override
        public void settled(Map<Mailbox, Outcome> settled) {
            outcomes = settled;
            ended.add(this);
        }

        @Override
        public void left() {
            left = true;
        }
    }

    /** Keeps what a driver tells. */
    protected static final class Heard implements Conversation {

        public final List<Phase> steps = new ArrayList<>();
        final List<Phase> failed = new ArrayList<>();
        final List<String> lines = new ArrayList<>();

        @Override
        public void step(Phase phase, boolean ok, Duration took, @Nullable Reply reply) {
            steps.add(phase);
            if (!ok) {
                failed.add(phase);
            }
            lines.add(String.valueOf(reply));
        }

        @Override
        public void sent(String line) {
            lines.add(line);
        }

        @Override
        public void received(String line) {
            lines.add(line);
        }
    }
}
