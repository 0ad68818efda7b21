package io.fromline.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fromline.configuration.EmailConfigurations;
import io.fromline.relay.Relays;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a tenant's mail leaves. */
@RestController
@RequestMapping("/v1/email-configuration")
@Tag(name = "Email configuration")
class EmailConfigurationController {

    private final EmailConfigurations configurations;
    private final Relays relays;
    private final Around around;
    private final EmailConfigurationWriter writer;

    EmailConfigurationController(
            EmailConfigurations configurations, Relays relays, Around around, EmailConfigurationWriter writer) {
        this.configurations = configurations;
        this.relays = relays;
        this.around = around;
        this.writer = writer;
    }

    record ModeRequest(@Nullable String mode) {}

    record QueuedRequest(
            @Nullable UUID relayId,
            @JsonProperty("do") @Nullable String choice) {}

    @GetMapping
    @Operation(summary = "Mode, sender shown to recipients, health, limits and what is left of them")
    EmailConfigurationJson show(Caller caller) {
        var tenant = tenant(caller);
        return writer.write(
                configurations.of(tenant), relays.orphaned(tenant.id()).orElse(null), caller.locale());
    }

    @PutMapping("/mode")
    @Operation(summary = "Switch the mode")
    EmailConfigurationJson switchMode(Caller caller, @RequestBody ModeRequest asked) {
        var mode = Mode.of(Require.present(asked.mode(), "mode"))
                .orElseThrow(() -> Problem.field("mode", "plan.mode_unknown"));
        return switch (configurations.switchTo(tenant(caller.requireWrite()), mode)) {
            case EmailConfigurations.Switched.Done _ -> show(caller);
            case EmailConfigurations.Switched.NotEntitled _ ->
                throw Problem.of(HttpStatus.FORBIDDEN, "plan.not_entitled");
            case EmailConfigurations.Switched.NotReady _ -> throw Problem.of(HttpStatus.CONFLICT, "mode.not_ready");
        };
    }

    @PostMapping("/restore")
    @Operation(summary = "Go back to the mail service settings before the last swap")
    EmailConfigurationJson restore(Caller caller) {
        var tenant = tenant(caller.requireWrite());
        if (!configurations.of(tenant).plan().allows(Mode.CUSTOM)) {
            throw Problem.of(HttpStatus.FORBIDDEN, "plan.not_entitled");
        }
        if (!relays.restore(tenant.id())) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.nothing_to_restore");
        }
        return show(caller);
    }

    @PostMapping("/queued")
    @Operation(summary = "Say what becomes of mail whose mail service was removed: reroute or cancel")
    EmailConfigurationJson decide(Caller caller, @RequestBody QueuedRequest asked) {
        var tenant = tenant(caller.requireWrite());
        var choice = RelayJson.queued(Require.present(asked.choice(), "do"), "do");
        var removed = relays.orphaned(tenant.id())
                .map(Relays.Orphaned::relay)
                .filter(relay -> relay.equals(asked.relayId()))
                .orElseThrow(Problem::notFound);
        if (relays.decide(tenant.id(), removed, choice) > 0) {
            throw Problem.of(HttpStatus.CONFLICT, "submission.no_sender");
        }
        return show(caller);
    }

    private Tenant tenant(Caller caller) {
        return around.store().find(caller.tenant()).orElseThrow(Problem::notFound);
    }
}
