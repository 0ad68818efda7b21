package io.fromline.driver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.driver.Driver;
import io.fromline.driver.DriverContract;
import io.fromline.driver.Session;
import io.fromline.mail.Conversation;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorDriverTest extends DriverContract<SimulatorSettings> {

    @Override
    protected Driver<SimulatorSettings> driver() {
        return new SimulatorDriver();
    }

    @Override
    protected SimulatorSettings good() {
        return new SimulatorSettings(Duration.ofMillis(1));
    }

    @Override
    protected SimulatorSettings badLogIn() {
        return good();
    }

    @ParameterizedTest
    @CsvSource({
        "anybody, accepted, ,",
        "accept, accepted, ,",
        "Accept+tag, accepted, ,",
        "defer, deferred, RECIPIENT, REPLY",
        "refuse+7, refused, RECIPIENT, REPLY",
        "quota, deferred, RELAY, REPLY",
        "badauth, refused, RELAY, REPLY",
        "timeout, deferred, RELAY, TIMEOUT",
        "uncertain, uncertain, RELAY, CLOSED"
    })
    void doesWhatTheRecipientSays(String localPart, String label, Fault.Scope scope, Fault.Kind kind) {
        var outcome = send(localPart + "@simulator.test").values().iterator().next();
        assertThat(outcome.label()).isEqualTo(label);
        var fault = switch (outcome) {
            case Outcome.Accepted _ -> null;
            case Outcome.Deferred(Fault f) -> f;
            case Outcome.Refused(Fault f) -> f;
            case Outcome.Uncertain(Fault f) -> f;
        };
        if (fault != null) {
            assertThat(fault.scope()).isEqualTo(scope);
            assertThat(fault.kind()).isEqualTo(kind);
        }
    }

    @Test
    void refusesOneRecipientAndAcceptsTheOther() {
        var outcomes = send("refuse@simulator.test", "accept@simulator.test");
        assertThat(outcomes.get(Mailbox.of("refuse@simulator.test"))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomes.get(Mailbox.of("accept@simulator.test"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void whatEndsTheConnectionBefallsEverybody() {
        assertThat(send("uncertain@simulator.test", "accept@simulator.test").values())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Uncertain.class));
    }

    @Test
    void behindAnotherRelayItTellsOnlyOfTheMessage() {
        try (var session = SimulatorDriver.behindAnother(good())) {
            session.send(envelope("accept@simulator.test"), message(), heard);
        }
        assertThat(heard.steps).containsExactly(Phase.SENDER, Phase.RECIPIENT, Phase.MESSAGE);
    }

    private Map<Mailbox, Outcome> send(String... recipients) {
        return switch (driver().open(good(), Conversation.SILENT)) {
            case Driver.Opening.Opened(Session session) -> {
                try (session) {
                    yield session.send(envelope(recipients), message(), Conversation.SILENT);
                }
            }
            case Driver.Opening.Failed(Outcome outcome) -> throw new AssertionError(outcome);
        };
    }
}
