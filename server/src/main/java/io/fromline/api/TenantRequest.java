package io.fromline.api;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the platform says about a tenant; for a change only what changes.
 *
 * @param contact null in JSON takes it away
 * @param foreignFrom rewrite or refuse: what becomes of mail by SMTP whose From is not the tenant's
 * @param planFrom the time from which the plan holds; without it, at once
 */
record TenantRequest(
        @Nullable String id,
        @Nullable String name,
        @Nullable String plan,
        @Nullable Instant planFrom,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable JsonNode contact,
        @Nullable String foreignFrom) {

    private static final int LONGEST_NAME = 200;

    Tenant fresh(TenantStore store, Catalogue catalogue, Instant now) {
        if (id != null && !TenantId.valid(id)) {
            throw Problem.field("id", "tenant.id_invalid");
        }
        if (planFrom != null) {
            throw Problem.field("planFrom", "request.unknown_field", "field", "planFrom");
        }
        return new Tenant(
                new TenantId(id == null ? Ids.next().toString() : id),
                Require.line(name, "name", LONGEST_NAME),
                plan(Require.present(plan, "plan"), store).name(),
                null,
                locale == null ? Locale.ENGLISH : Require.locale(locale, catalogue),
                timeZone == null ? ZoneId.of("UTC") : Require.timeZone(timeZone),
                contactOr(null),
                Mode.DEFAULT,
                null,
                null,
                foreignFromOr(ForeignFrom.REWRITE),
                now);
    }

    Tenant changed(Tenant before, TenantStore store, Catalogue catalogue, Instant now) {
        if (id != null && !id.equals(before.id().value())) {
            throw Problem.field("id", "request.unknown_field", "field", "id");
        }
        if (planFrom != null && plan == null) {
            throw Problem.field("planFrom", "tenant.plan_from");
        }
        // A date that has passed is folded in, so that the next change starts from what holds.
        String held = before.planAt(now);
        Tenant.NextPlan next = held.equals(before.plan()) ? before.nextPlan() : null;
        if (plan != null) {
            String asked = plan(plan, store).name();
            if (planFrom != null && planFrom.isAfter(now)) {
                next = new Tenant.NextPlan(asked, planFrom);
            } else {
                next = null;
                held = asked;
            }
        }
        ZoneId zone = timeZone == null ? before.timeZone() : Require.timeZone(timeZone);
        return new Tenant(
                before.id(),
                name == null ? before.name() : Require.line(name, "name", LONGEST_NAME),
                held,
                next,
                locale == null ? before.locale() : Require.locale(locale, catalogue),
                zone,
                contactOr(before.contact()),
                before.mode(),
                before.activeRelay(),
                before.previousRelay(),
                foreignFromOr(before.foreignFrom()),
                before.createdAt());
    }

    private static Plan plan(String name, TenantStore store) {
        return store.plan(name).orElseThrow(() -> Problem.field("plan", "plan.unknown"));
    }

    private ForeignFrom foreignFromOr(ForeignFrom before) {
        return foreignFrom == null
                ? before
                : ForeignFrom.of(foreignFrom)
                        .orElseThrow(() -> Problem.field("foreignFrom", "tenant.foreign_from_unknown"));
    }

    private @Nullable Mailbox contactOr(@Nullable Mailbox before) {
        if (contact == null) {
            return before;
        }
        if (contact.isNull()) {
            return null;
        }
        if (!contact.isString()) {
            throw Problem.field("contact", "request.wrong_type", "field", "contact");
        }
        return contact.stringValue().isBlank() ? null : Require.mailbox(contact.stringValue(), "contact");
    }
}
