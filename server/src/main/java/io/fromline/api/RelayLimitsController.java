package io.fromline.api;

import io.fromline.relay.Relay;
import io.fromline.relay.RelayLimits;
import io.fromline.relay.Relays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much goes over a mail service: its owner lowers that, the operator sets it. */
@RestController
@RequestMapping("/v1/relays/{id}/limits")
@Tag(name = "Relays")
class RelayLimitsController {

    private final Relays relays;
    private final RelayLimits limits;
    private final RelayWriter writer;

    RelayLimitsController(Relays relays, RelayLimits limits, RelayWriter writer) {
        this.relays = relays;
        this.limits = limits;
        this.writer = writer;
    }

    @PutMapping
    @Operation(
            summary =
                    "Set limits in place of those that the provider publishes, higher or lower; null is what it publishes."
                            + " Forgets what its refusals taught. Operators only")
    RelayJson replace(Caller caller, @PathVariable UUID id, @RequestBody LimitsJson asked) {
        caller.requireOperator().requireWrite();
        var relay = relays.find(caller.tenantOrPlatform(), id).orElseThrow(Problem::notFound);
        limits.replace(relay, asked.checked(""));
        return writer.write(relay, caller.locale());
    }

    /** Sets the owner's limits. */
    static void lower(RelayLimits limits, Relay relay, LimitsJson asked) {
        var tooHigh = limits.lower(relay, asked.checked("limits."));
        if (tooHigh != null) {
            throw Problem.field("limits." + tooHigh, "relay.limit_too_high");
        }
    }
}
