package io.fromline.api;

import io.fromline.configuration.EmailConfigurations;
import io.fromline.detour.Choices;
import io.fromline.detour.DetourStore;
import io.fromline.detour.Way;
import io.fromline.relay.Relay;
import io.fromline.relay.Relays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How mail may leave while its mail service takes none, and the second mail service for that. */
@RestController
@RequestMapping("/v1/relays/{id}")
@Tag(name = "Relays")
class RelayDetoursController {

    private final Relays relays;
    private final DetourStore detours;
    private final EmailConfigurations configurations;
    private final RelayWriter writer;
    private final RelayEntitlement entitlement;

    RelayDetoursController(
            Relays relays,
            DetourStore detours,
            EmailConfigurations configurations,
            RelayWriter writer,
            RelayEntitlement entitlement) {
        this.relays = relays;
        this.detours = detours;
        this.configurations = configurations;
        this.writer = writer;
        this.entitlement = entitlement;
    }

    @PutMapping("/detours")
    @Operation(
            summary =
                    "Say by which way mail leaves while the mail service in use takes none: wait, second or platform. Overflow is"
                            + " for when its limit is reached, fallback for when it fails; what is left out waits")
    RelayJson choose(Caller caller, @PathVariable UUID id, @RequestBody DetoursJson asked) {
        entitlement.of(caller);
        var relay = find(caller, id);
        if (relay.owner().isPlatform() || relay.state() != Relay.State.ACTIVE) {
            throw Problem.of(HttpStatus.CONFLICT, "detour.not_in_use");
        }
        var choices = asked.choices();
        requireWays(caller, asked, choices);
        detours.choose(relay.owner(), relay.id(), choices);
        return written(caller, id);
    }

    private void requireWays(Caller caller, DetoursJson asked, Choices choices) {
        var tenant = configurations.tenant(caller.tenant()).orElseThrow(Problem::notFound);
        var others = configurations.of(tenant).others();
        if (choices.use(Way.SECOND) && others.second() == null) {
            throw Problem.field(asked.fieldOf(Way.SECOND), "detour.no_second");
        }
        if (choices.use(Way.PLATFORM) && others.platform() == null) {
            throw Problem.field(asked.fieldOf(Way.PLATFORM), "detour.no_platform");
        }
    }

    @PostMapping("/standby")
    @Operation(
            summary = "Let a mail service stand by as the second one; 409 unless exactly these settings passed a test")
    RelayJson standBy(Caller caller, @PathVariable UUID id) {
        var owner = entitlement.of(caller);
        var relay = find(caller, id);
        if (owner.isPlatform() || relay.state() == Relay.State.ACTIVE) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.in_use");
        }
        if (!relays.standBy(relay)) {
            throw Problem.of(HttpStatus.CONFLICT, "relay.test_required");
        }
        return written(caller, id);
    }

    @DeleteMapping("/standby")
    @Operation(summary = "End that it stands by; mail that took its way already still leaves by it")
    RelayJson standDown(Caller caller, @PathVariable UUID id) {
        caller.requireWrite();
        relays.standDown(find(caller, id));
        return written(caller, id);
    }

    private Relay find(Caller caller, UUID id) {
        return relays.find(caller.tenantOrPlatform(), id).orElseThrow(Problem::notFound);
    }

    private RelayJson written(Caller caller, UUID id) {
        return writer.write(find(caller, id), caller.locale());
    }
}
