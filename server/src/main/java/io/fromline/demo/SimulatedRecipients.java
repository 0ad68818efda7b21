package io.fromline.demo;

import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.driver.simulator.SimulatorDriver;
import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets recipients at {@code simulator.test} choose what happens to their mail, over whatever relay it goes.
 *
 * <p>All others get theirs by the relay itself. What stops a whole relay happens once to each message: when a person has let the
 * relay send again, it is as if that had been mended.
 */
public final class SimulatedRecipients implements Driver<SmtpSettings> {

    private static final String DOMAIN = "simulator.test";

    private final Driver<SmtpSettings> relay;
    private final Set<String> played = Collections.newSetFromMap(new ConcurrentHashMap<>());

    public SimulatedRecipients(Driver<SmtpSettings> relay) {
        this.relay = relay;
    }

    @Override
    public String name() {
        return relay.name();
    }

    @Override
    public Class<SmtpSettings> settings() {
        return relay.settings();
    }

    @Override
    public Opening open(SmtpSettings settings, Conversation conversation) {
        return switch (relay.open(settings, conversation)) {
            case Opening.Opened(Session session) -> new Opening.Opened(new Split(session, played));
            case Opening.Failed failed -> failed;
        };
    }

    private record Split(Session session, Set<String> played) implements Session {

        @Override
        public Map<Mailbox, Outcome> send(Envelope envelope, Message message, Conversation conversation) {
            List<Mailbox> simulated = envelope.recipients().stream()
                    .filter(recipient -> recipient.domain().equals(DOMAIN))
                    .toList();
            List<Mailbox> others = envelope.recipients().stream()
                    .filter(recipient -> !simulated.contains(recipient))
                    .toList();
            Map<Mailbox, Outcome> outcomes = new LinkedHashMap<>();
            if (!others.isEmpty()) {
                outcomes.putAll(session.send(new Envelope(envelope.returnPath(), others), message, conversation));
            }
            if (!simulated.isEmpty()) {
                simulate(new Envelope(envelope.returnPath(), simulated), message, conversation)
                        .forEach((recipient, outcome) ->
                                outcomes.put(recipient, once(message.messageId() + recipient, outcome)));
            }
            return outcomes;
        }

        private Outcome once(String what, Outcome outcome) {
            boolean stopsTheRelay = switch (outcome) {
                case Outcome.Refused(Fault fault) -> fault.scope() == Fault.Scope.RELAY;
                case Outcome.Deferred(Fault fault) -> fault.scope() == Fault.Scope.RELAY;
                case Outcome.Accepted _, Outcome.Uncertain _ -> false;
            };
            return stopsTheRelay && !played.add(what)
                    ? new Outcome.Accepted(Reply.of(250, "2.0.0 simulated: mended by now"))
                    : outcome;
        }

        private static Map<Mailbox, Outcome> simulate(Envelope envelope, Message message, Conversation conversation) {
            try (var simulator = SimulatorDriver.behindAnother(SimulatorSettings.DEFAULT)) {
                return simulator.send(envelope, message, conversation);
            }
        }

        @Override
        public boolean usable() {
            return session.usable();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
