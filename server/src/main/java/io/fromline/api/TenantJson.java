package io.fromline.api;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant as the API shows it. */
record TenantJson(
        String id,
        String name,
        String plan,
        @Nullable NextPlanJson nextPlan,
        String locale,
        String timeZone,
        @Nullable String contact,
        String mode,
        String effectiveMode,
        String foreignFrom,
        TenantHealth.Health health,
        Instant createdAt) {

    record NextPlanJson(String plan, Instant from) {}

    static TenantJson of(Tenant tenant, Instant now, String effectiveMode, TenantHealth.Health health) {
        Tenant.NextPlan next = tenant.nextPlan();
        Mailbox contact = tenant.contact();
        return new TenantJson(
                tenant.id().value(),
                tenant.name(),
                tenant.planAt(now),
                next != null && now.isBefore(next.from()) ? new NextPlanJson(next.plan(), next.from()) : null,
                tenant.locale().toLanguageTag(),
                tenant.timeZone().getId(),
                contact == null ? null : contact.toString(),
                tenant.mode().label(),
                effectiveMode,
                tenant.foreignFrom().label(),
                health,
                tenant.createdAt());
    }
}
