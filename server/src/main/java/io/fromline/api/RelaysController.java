package io.fromline.api;

import io.fromline.relay.Relay;
import io.fromline.relay.RelayForm;
import io.fromline.relay.RelayLimits;
import io.fromline.relay.RelayRules;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.Relays;
import io.fromline.relay.StoppedBy;
import io.fromline.tenant.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's own mail services; for an operator who acts for no tenant, the platform's. */
@RestController
@RequestMapping("/v1/relays")
@Tag(name = "Relays")
class RelaysController {

    private final Relays relays;
    private final RelayLimits limits;
    private final RelayWriter writer;
    private final RelayEntitlement entitlement;
    private final RelayOptions options;

    RelaysController(
            Relays relays, RelayLimits limits, RelayWriter writer, RelayEntitlement entitlement, RelayOptions options) {
        this.relays = relays;
        this.limits = limits;
        this.writer = writer;
        this.entitlement = entitlement;
        this.options = options;
    }

    record SenderRequest(@Nullable String address, @Nullable String name) {}

    record RelayRequest(
            @Nullable String provider,
            @Nullable String server,
            @Nullable Integer port,
            @Nullable String encryption,
            @Nullable String username,
            @Nullable String password,
            @Nullable SenderRequest sender,
            @Nullable String replyTo,
            @Nullable LimitsJson limits) {

        /** Whether settings are to change, which have to pass a test then; limits have not. */
        boolean settings() {
            return Stream.of(provider, server, port, encryption, username, password, sender, replyTo)
                    .anyMatch(Objects::nonNull);
        }

        @Override
        public String toString() {
            return "RelayRequest[" + server + ":" + port + "]";
        }
    }

    record RelayList(List<RelayJson> items) {}

    @GetMapping
    @Operation(summary = "The mail services, drafts included")
    RelayList list(Caller caller) {
        return new RelayList(relays.list(caller.tenantOrPlatform()).stream()
                .map(relay -> json(relay, caller))
                .toList());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One mail service, without its password")
    RelayJson one(Caller caller, @PathVariable UUID id) {
        return json(find(caller, id), caller);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Draft a mail service")
    RelayJson draft(Caller caller, @RequestBody RelayRequest asked) {
        var owner = entitlement.of(caller);
        var relay = relays.draft(owner, checked(form(asked, null), null, owner));
        lower(relay, asked.limits());
        return json(relay, caller);
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Edit the draft; what is live keeps sending. Limits hold at once: they only lower")
    RelayJson edit(Caller caller, @PathVariable UUID id, @RequestBody RelayRequest asked) {
        var owner = entitlement.of(caller);
        var relay = find(caller, id);
        lower(relay, asked.limits());
        boolean onlyLimits = asked.limits() != null && !asked.settings();
        return json(
                onlyLimits ? relay : relays.edit(relay, checked(form(asked, relay), relay.worked(), owner)), caller);
    }

    private void lower(Relay relay, @Nullable LimitsJson asked) {
        if (asked != null) {
            RelayLimitsController.lower(limits, relay, asked);
        }
    }

    @PostMapping("/{id}/activate")
    @Operation(summary = "Make the tested draft live; 409 unless exactly these settings passed a test")
    RelayJson activate(Caller caller, @PathVariable UUID id) {
        entitlement.of(caller);
        var relay = find(caller, id);
        if (!relays.activate(relay)) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.test_required");
        }
        return one(caller, id);
    }

    @PostMapping("/{id}/restore")
    @Operation(summary = "Swap the live settings with those before them")
    RelayJson restore(Caller caller, @PathVariable UUID id) {
        var owner = entitlement.of(caller);
        if (!find(caller, id).canRestore() || !relays.restore(owner)) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.nothing_to_restore");
        }
        return one(caller, id);
    }

    @PostMapping("/{id}/stop")
    @Operation(summary = "Send nothing over a mail service until it is resumed; mail is accepted and waits")
    RelayJson stop(Caller caller, @PathVariable UUID id) {
        caller.requireWrite();
        relays.stop(find(caller, id), who(caller));
        return one(caller, id);
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Let a held or stopped mail service send again; only an operator ends an operator's stop")
    RelayJson resume(Caller caller, @PathVariable UUID id) {
        caller.requireWrite();
        var relay = find(caller, id);
        var held = relay.held();
        if (held != null && held.cause().equals(StoppedBy.OPERATOR.cause()) && !caller.isOperator()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "relay.stopped_by_operator");
        }
        relays.resume(relay, who(caller));
        return one(caller, id);
    }

    @PostMapping("/{id}/retry")
    @Operation(summary = "End a rest of a mail service early and try all that waits for it now")
    RelayJson retryAll(Caller caller, @PathVariable UUID id) {
        caller.requireWrite();
        if (!relays.retryNow(find(caller, id))) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.held");
        }
        return one(caller, id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove a mail service; says what to do with mail that waits for it by ?queued=reroute or cancel")
    void remove(Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable String queued) {
        caller.requireWrite();
        var choice = queued == null ? null : RelayJson.queued(queued, "queued");
        switch (relays.remove(find(caller, id), choice)) {
            case Relays.Removal.Removed _ -> {}
            case Relays.Removal.MailWaits(int count) ->
                throw Problem.of(HttpStatus.CONFLICT, "relay.mail_waiting", "count", count)
                        .with("count", count);
        }
    }

    private static StoppedBy who(Caller caller) {
        return caller.isOperator() ? StoppedBy.OPERATOR : StoppedBy.OWNER;
    }

    private Relay find(Caller caller, UUID id) {
        return relays.find(caller.tenantOrPlatform(), id).orElseThrow(Problem::notFound);
    }

    private RelayJson json(Relay relay, Caller caller) {
        return writer.write(relay, caller.locale());
    }

    private RelaySettings checked(RelayForm form, @Nullable RelaySettings stored, TenantId owner) {
        var terms = new RelayRules.Terms(owner.isPlatform(), options.simulator(), options.providers());
        return switch (RelayRules.check(form, stored, terms)) {
            case RelayRules.Checked.Fine(var settings) -> settings;
            case RelayRules.Checked.Wrong(var field, var code) -> throw Problem.field(field, code);
        };
    }

    /** What was asked, over what the relay has where a field was left out. */
    private static RelayForm form(RelayRequest asked, @Nullable Relay relay) {
        var had = relay == null ? null : RelayJson.Settings.of(relay.worked());
        var sender = asked.sender();
        return new RelayForm(
                had == null || asked.provider() != null ? asked.provider() : had.provider(),
                had == null || asked.server() != null ? asked.server() : had.server(),
                had == null || asked.port() != null ? asked.port() : had.port(),
                had == null || asked.encryption() != null ? asked.encryption() : had.encryption(),
                had == null || asked.username() != null ? asked.username() : had.username(),
                asked.password(),
                had == null || sender != null
                        ? sender == null ? null : sender.address()
                        : had.sender().address(),
                had == null || sender != null
                        ? sender == null ? null : sender.name()
                        : had.sender().name(),
                had == null || asked.replyTo() != null || sender != null ? asked.replyTo() : had.replyTo());
    }
}
