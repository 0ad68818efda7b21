package io.fromline.api;

import io.fromline.diagnosis.CauseText;
import io.fromline.diagnosis.Causes;
import io.fromline.log.DeliveryLog;
import io.fromline.log.DeliveryLog.LoggedStep;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.text.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries as the API shows them, causes and reasons in the reader's language. */
final class DeliveryJson {

    private final Causes causes;
    private final Catalogue catalogue;

    DeliveryJson(Causes causes, Catalogue catalogue) {
        this.causes = causes;
        this.catalogue = catalogue;
    }

    record ShortCause(String code, String text) {}

    record Row(
            UUID id,
            UUID submissionId,
            String recipient,
            String state,
            String subject,
            String kind,
            String sender,
            Instant createdAt,
            Instant updatedAt,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable ShortCause cause,
            @Nullable String detour) {}

    record MessageFacts(String messageId, String sender, String returnPath) {}

    record RelayFacts(String owner, UUID id, int version, String server) {}

    record DecisionFacts(
            String mode,
            String identity,
            RelayFacts relay,
            String plan,
            List<String> reasons,
            List<DetourFacts> detours) {}

    /** That it took another way than was decided. */
    record DetourFacts(
            Instant at, String reason, @Nullable CauseText cause, String way, String from, String to, String sender) {}

    /** The mail service of an attempt, as far as it is known. */
    record Over(String owner, UUID id, @Nullable String server) {}

    record Attempt(
            int number,
            Instant startedAt,
            int millis,
            String outcome,
            @Nullable String reply,
            @Nullable CauseText cause,
            Over relay,
            @Nullable String phase,
            List<LoggedStep> steps,
            List<String> conversation,
            String next,
            @Nullable Instant nextAt) {}

    record Entry(
            UUID id,
            UUID submissionId,
            String recipient,
            String state,
            String subject,
            String kind,
            String sender,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant nextAttemptAt,
            @Nullable ShortCause cause,
            MessageFacts message,
            DecisionFacts decision,
            List<Attempt> attempts) {}

    Row row(DeliveryLog.Row row, Reader reader) {
        return new Row(
                row.id(),
                row.submission(),
                row.recipient(),
                row.state(),
                row.subject(),
                row.kind(),
                row.sender(),
                row.createdAt(),
                row.updatedAt(),
                row.attempts(),
                row.nextAttemptAt(),
                cause(row, reader),
                row.detour());
    }

    /** A tenant hears what a server said only once that had accepted its log-in; the operator hears everything. */
    Entry entry(DeliveryLog.Entry entry, Reader reader) {
        var row = entry.row();
        return new Entry(
                row.id(),
                row.submission(),
                row.recipient(),
                row.state(),
                row.subject(),
                row.kind(),
                row.sender(),
                row.createdAt(),
                row.updatedAt(),
                row.nextAttemptAt(),
                cause(row, reader),
                new MessageFacts(entry.messageId(), row.sender(), entry.returnPath()),
                decision(entry, reader),
                entry.attempts().stream()
                        .map(attempt -> attempt(attempt, over(entry, attempt), reader))
                        .toList());
    }

    /** The platform's own relay is not the tenant's choice, so it cannot be used to look around with. */
    private static boolean mayHear(DeliveryLog.Attempted attempt) {
        return attempt.over().owner().isPlatform()
                || attempt.steps().stream().anyMatch(step -> step.name().equals("auth") && step.ok());
    }

    private static Over over(DeliveryLog.Entry entry, DeliveryLog.Attempted attempt) {
        var detoured = entry.detoured();
        var decided = Stream.of(entry.decision().way());
        var server = Stream.concat(decided, Stream.ofNullable(detoured).map(DeliveryLog.Detoured::to))
                .filter(way -> way.route().equals(attempt.over()))
                .map(Decision.Way::server)
                .findFirst();
        return new Over(owner(attempt.over()), attempt.over().relay(), server.orElse(null));
    }

    private static String owner(Route route) {
        return route.owner().isPlatform() ? "platform" : "tenant";
    }

    private DecisionFacts decision(DeliveryLog.Entry entry, Reader reader) {
        var decision = entry.decision();
        var way = decision.way();
        var relay = new RelayFacts(owner(way.route()), way.route().relay(), way.version(), way.server());
        var reasons = decision.reasons().stream()
                .map(reason -> catalogue.text(reader.locale(), "decision." + reason))
                .toList();
        return new DecisionFacts(
                decision.mode().label(),
                decision.from().toString(),
                relay,
                decision.plan(),
                reasons,
                detours(entry, reader));
    }

    private List<DetourFacts> detours(DeliveryLog.Entry entry, Reader reader) {
        var taken = entry.detoured();
        var way = entry.row().detour();
        if (taken == null || way == null) {
            return List.of();
        }
        var cause = taken.cause();
        return List.of(new DetourFacts(
                taken.at(),
                taken.reason(),
                cause == null ? null : causes.explain(cause, reader.locale(), Causes.at(null)),
                way,
                taken.fromServer(),
                taken.to().server(),
                taken.sender()));
    }

    private Attempt attempt(DeliveryLog.Attempted attempt, Over over, Reader reader) {
        boolean everything = reader.operator() || mayHear(attempt);
        var cause = attempt.cause();
        var steps = everything
                ? attempt.steps()
                : attempt.steps().stream()
                        .map(step -> new LoggedStep(step.name(), step.ok(), step.millis(), null))
                        .toList();
        return new Attempt(
                attempt.number(),
                attempt.startedAt(),
                attempt.millis(),
                attempt.outcome(),
                everything ? attempt.reply() : null,
                cause == null ? null : explain(cause, attempt.over().owner().isPlatform(), attempt.provider(), reader),
                over,
                attempt.phase(),
                steps,
                everything ? attempt.conversation() : List.of(),
                attempt.next(),
                attempt.nextAt());
    }

    private @Nullable ShortCause cause(DeliveryLog.Row row, Reader reader) {
        var code = row.cause();
        return code == null
                ? null
                : new ShortCause(
                        code,
                        explain(code, row.platformRelay(), row.provider(), reader)
                                .text());
    }

    private CauseText explain(String code, boolean platformRelay, @Nullable String provider, Reader reader) {
        return platformRelay && !reader.operator()
                ? causes.explainForPlatformRelay(code, reader.locale())
                : causes.explain(code, reader.locale(), Causes.at(provider));
    }

    /** Who reads. */
    record Reader(Locale locale, boolean operator) {

        static Reader of(Caller caller) {
            return new Reader(caller.locale(), caller.isOperator());
        }
    }
}
