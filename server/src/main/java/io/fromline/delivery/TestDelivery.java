package io.fromline.delivery;

import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.compose.Draft;
import io.fromline.mail.compose.MessageComposer;
import io.fromline.queue.Attempt;
import io.fromline.queue.Claim;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.Next;
import io.fromline.queue.Settlement;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.TestMessages;
import io.fromline.submission.Decision;
import io.fromline.submission.Kind;
import io.fromline.submission.MessageClass;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Sends a test message with settings that are not in use yet: composed, stored, handed over and settled like any other, but
 * attempted at once, once, and while the person waits.
 */
public final class TestDelivery implements TestMessages {

    private final Node node;
    private final DeliveryQueue queue;
    private final SubmissionStore store;
    private final Handing handing;
    private final TestLetter letter;

    public TestDelivery(Node node, DeliveryQueue queue, SubmissionStore store, Handing handing, TestLetter letter) {
        this.node = node;
        this.queue = queue;
        this.store = store;
        this.handing = handing;
        this.letter = letter;
    }

    @Override
    public Verdict send(Order order, Consumer<Step> progress) {
        var started = node.now();
        var claimant = node.id();
        var entry = entry(order, started);
        var terms = SubmissionStore.Terms.none(started.atOffset(ZoneOffset.UTC).toLocalDate())
                .claimedBy(claimant);
        store.write(order.owner(), entry, terms);
        var recorder = new Recorder(step -> progress.accept(shown(step)));
        var claim = new Claim(
                claimant,
                0,
                order.owner(),
                entry.recipients().getFirst().delivery(),
                entry.id(),
                terms.expiresOn(),
                order.recipients().to(),
                entry.decision().returnPath().toString(),
                entry.decision().way().route(),
                0,
                started);
        var handed = handOver(order, entry, claim, recorder);
        var outcome = handed.outcome();
        var result = Result.of(outcome, order.settings().provider(), handing.diagnoser());
        var attempt = new Attempt(
                started,
                Math.toIntExact(Duration.between(started, node.now()).toMillis()),
                outcome,
                result.cause(),
                result.reply(),
                0,
                recorder.steps(),
                recorder.lines());
        boolean passed = outcome instanceof Outcome.Accepted;
        queue.settle(List.of(new Settlement(claim, attempt, passed ? new Next.Done() : new Next.GiveUp())));
        var steps = recorder.steps().stream().map(TestDelivery::shown).toList();
        return new Verdict(passed, steps, result.cause(), claim.delivery(), handed.probed());
    }

    private SubmissionStore.Entry entry(Order order, Instant now) {
        RelaySettings settings = order.settings();
        var decision = new Decision(
                Mode.CUSTOM,
                settings.sender(),
                null,
                settings.replyTo() == null ? null : new NamedMailbox("", settings.replyTo()),
                settings.sender().mailbox(),
                new Decision.Way(
                        new Route(order.owner(), order.relay()),
                        0,
                        settings.driver().server()),
                "",
                List.of("test"));
        var letter = this.letter.write(order.owner(), settings);
        var messageId = "<" + Ids.next() + "@" + settings.sender().mailbox().asciiDomain() + ">";
        var message = MessageComposer.compose(new Draft(
                new Draft.Origin(decision.from(), null, decision.replyTo(), now, messageId),
                new Draft.Recipients(
                        List.of(new NamedMailbox("", order.recipients().to())), List.of()),
                letter.subject(),
                letter.text(),
                letter.html(),
                List.of(),
                Map.of("Auto-Submitted", "auto-generated")));
        return new SubmissionStore.Entry(
                Ids.next(),
                Kind.TEST,
                MessageClass.TRANSACTIONAL,
                decision,
                new SubmissionStore.Content(letter.subject(), message, false, Map.of()),
                List.of(new SubmissionStore.Recipient(
                        Ids.next(), order.recipients().to())),
                now);
    }

    /** What became of the message, and whether the copy for the probe was taken. */
    private record Handed(Outcome outcome, boolean probed) {}

    /** What breaks off here must not stay claimed for as long as the server runs. */
    private Handed handOver(Order order, SubmissionStore.Entry entry, Claim claim, Recorder recorder) {
        try {
            return handOver(order, entry, recorder);
        } catch (RuntimeException broken) {
            queue.interrupted(node.now(), List.of(claim));
            throw broken;
        }
    }

    private Handed handOver(Order order, SubmissionStore.Entry entry, Recorder recorder) {
        return switch (handing.drivers().open(order.settings().driver(), recorder)) {
            case Driver.Opening.Failed(var outcome) -> new Handed(outcome, false);
            case Driver.Opening.Opened(var session) -> {
                try (session) {
                    var outcome = send(session, entry, order.recipients().to(), recorder);
                    yield new Handed(outcome, outcome instanceof Outcome.Accepted && probe(session, entry, order));
                }
            }
        };
    }

    /** A transaction of its own: some services refuse a message as a whole for one recipient that they don't like. */
    private static boolean probe(Session session, SubmissionStore.Entry entry, Order order) {
        var probe = order.recipients().probe();
        return probe != null
                && session.usable()
                && send(session, entry, probe, Conversation.SILENT) instanceof Outcome.Accepted;
    }

    private static Outcome send(Session session, SubmissionStore.Entry entry, Mailbox to, Conversation conversation) {
        var envelope = new Envelope(entry.decision().returnPath(), List.of(to));
        return Objects.requireNonNull(
                session.send(envelope, entry.content().message(), conversation).get(to));
    }

    private static Step shown(Attempt.Step step) {
        return new Step(step.phase().label(), step.ok(), step.millis(), step.reply());
    }
}
