package io.fromline.api;

import io.fromline.diagnosis.Causes;
import io.fromline.log.DeliveryLog;
import io.fromline.log.DeliveryLog.Query;
import io.fromline.log.DeliveryLog.Span;
import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mail log; for an operator who acts for no tenant, that of the platform's own mail. */
@RestController
@RequestMapping("/v1/deliveries")
@Tag(name = "Deliveries")
class DeliveriesController {

    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final DeliveryLog log;
    private final DeliveryJson shown;
    private final InstantSource clock;

    DeliveriesController(DeliveryLog log, Causes causes, Catalogue catalogue, InstantSource clock) {
        this.log = log;
        this.shown = new DeliveryJson(causes, catalogue);
        this.clock = clock;
    }

    private static final Set<String> STATES = Set.of("queued", "held", "accepted", "failed", "suppressed", "cancelled");
    private static final Set<String> KINDS = Set.of("message", "test", "verification", "alert", "account");

    record Page(List<DeliveryJson.Row> items, @Nullable String next) {}

    /** What to look for. */
    record Filter(
            @Nullable String state,
            @Nullable String recipient,
            @Nullable String subject,
            @Nullable String kind,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable UUID after,
            @Nullable Integer limit) {

        Query query() {
            int wanted = limit == null ? USUAL : Math.clamp(limit, 1, MOST);
            return new Query(
                    oneOf(STATES, state, "state"),
                    given(recipient),
                    given(subject),
                    oneOf(KINDS, kind, "kind"),
                    new Span(since, until),
                    after,
                    wanted);
        }

        private static @Nullable String oneOf(Set<String> known, @Nullable String text, String field) {
            var given = given(text);
            if (given != null && !known.contains(given)) {
                throw Problem.field(field, "request.wrong_parameter", "field", field);
            }
            return given;
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping
    @Operation(summary = "Deliveries, newest first")
    Page list(Caller caller, @ModelAttribute Filter filter) {
        var query = filter.query();
        var rows = log.page(caller.tenantOrPlatform(), query);
        var reader = DeliveryJson.Reader.of(caller);
        var next = rows.size() < query.limit() ? null : rows.getLast().id().toString();
        return new Page(rows.stream().map(row -> shown.row(row, reader)).toList(), next);
    }

    @GetMapping("/{id}")
    @Operation(summary = "A delivery: why it went this way, and every attempt")
    DeliveryJson.Entry one(Caller caller, @PathVariable UUID id) {
        var owner = caller.tenantOrPlatform();
        return log.find(owner, id)
                .map(entry -> shown.entry(entry, DeliveryJson.Reader.of(caller)))
                .orElseThrow(Problem::notFound);
    }

    @GetMapping("/{id}/message")
    @Operation(summary = "What was sent, as people read it; untrusted")
    MessageView message(Caller caller, @PathVariable UUID id) {
        return log.message(caller.tenantOrPlatform(), id)
                .map(MessageReader::read)
                .orElseThrow(Problem::notFound);
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Attempt a queued delivery now")
    DeliveryJson.Entry retry(Caller caller, @PathVariable UUID id) {
        return changed(caller, id, log::retryNow, "submission.not_waiting");
    }

    @PostMapping("/{id}/hold")
    @Operation(summary = "Hold a delivery back that waits, until it is released")
    DeliveryJson.Entry hold(Caller caller, @PathVariable UUID id) {
        return changed(caller, id, log::hold, "submission.not_waiting");
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Let a delivery go that was held back")
    DeliveryJson.Entry release(Caller caller, @PathVariable UUID id) {
        return changed(caller, id, log::release, "delivery.not_held_back");
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel a delivery that waits")
    DeliveryJson.Entry cancel(Caller caller, @PathVariable UUID id) {
        return changed(caller, id, log::cancel, "submission.not_waiting");
    }

    /** False when the delivery's state allows it no more. */
    private interface Change {

        boolean make(TenantId owner, UUID delivery, Instant now);
    }

    private DeliveryJson.Entry changed(Caller caller, UUID id, Change change, String otherwise) {
        var owner = caller.requireWrite().tenantOrPlatform();
        if (log.find(owner, id).isEmpty()) {
            throw Problem.notFound();
        }
        if (!change.make(owner, id, clock.instant())) {
            throw Problem.of(HttpStatus.CONFLICT, otherwise);
        }
        return one(caller, id);
    }
}
