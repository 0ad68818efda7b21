package io.fromline.api;

import io.fromline.queue.TenantStops;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One tenant's mail over the platform's mail service, which only the operator stops. */
@RestController
@RequestMapping("/v1/tenants/{id}/platform-mail")
@Tag(name = "Tenants")
class PlatformMailController {

    private final TenantStore tenants;
    private final TenantStops stops;
    private final InstantSource clock;

    PlatformMailController(TenantStore tenants, TenantStops stops, InstantSource clock) {
        this.tenants = tenants;
        this.stops = stops;
        this.clock = clock;
    }

    record PlatformMail(@Nullable Instant stoppedSince) {}

    @GetMapping
    @Operation(summary = "Whether the operator has stopped this tenant's mail over the platform's mail service")
    PlatformMail platformMail(Caller caller, @PathVariable String id) {
        return read(existing(caller, id));
    }

    @PostMapping("/stop")
    @Operation(
            summary = "Send none of this tenant's mail over the platform's mail service: it is accepted and waits;"
                    + " nobody else's is touched")
    PlatformMail stopPlatformMail(Caller caller, @PathVariable String id) {
        var tenant = existing(caller, id);
        if (stops.stop(tenant, clock.instant())) {
            told(caller, tenant, "stopped");
        }
        return read(tenant);
    }

    @PostMapping("/resume")
    @Operation(summary = "Let this tenant's mail leave over the platform's mail service again, with all that waits")
    PlatformMail resumePlatformMail(Caller caller, @PathVariable String id) {
        var tenant = existing(caller, id);
        if (stops.resume(tenant, clock.instant())) {
            told(caller, tenant, "resumed");
        }
        return read(tenant);
    }

    private static void told(Caller caller, TenantId tenant, String what) {
        LoggerFactory.getLogger(PlatformMailController.class)
                .info("platform mail of {} was {} by {}", tenant, what, caller.principal());
    }

    private TenantId existing(Caller caller, String id) {
        caller.requireOperator();
        return tenants.find(caller.requireTenant(id))
                .orElseThrow(Problem::notFound)
                .id();
    }

    private PlatformMail read(TenantId tenant) {
        return new PlatformMail(stops.since(tenant).orElse(null));
    }
}
