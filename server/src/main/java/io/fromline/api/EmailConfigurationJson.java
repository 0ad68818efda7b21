package io.fromline.api;

import io.fromline.diagnosis.CauseText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a tenant's mail leaves, as the API shows it. */
record EmailConfigurationJson(
        String mode,
        String effectiveMode,
        @Nullable SenderJson sender,
        HealthJson health,
        PlanJson plan,
        List<ModeJson> modes,
        Proven identity,
        @Nullable RelayJson relay,
        List<RelayJson> drafts,
        @Nullable RelayJson standby,
        OtherWaysJson otherWays,
        @Nullable RestorableJson restorable,
        List<Notice> notices,
        List<IncidentJson> incidents,
        @Nullable WaitingJson waitingForDecision) {

    record SenderJson(
            String name,
            String address,
            String text,
            @Nullable String replyTo) {}

    /**
     * How else mail could leave; null where it cannot.
     *
     * @param second through the second mail service
     * @param platform through the platform
     */
    record OtherWaysJson(
            @Nullable OtherWayJson second, @Nullable OtherWayJson platform) {}

    /** What recipients would see then. */
    record OtherWayJson(
            String server, String senderText, @Nullable String replyTo) {}

    record HealthJson(
            String state,
            String text,
            @Nullable Instant since,
            @Nullable CauseText cause,
            @Nullable Instant lastSuccessAt,
            @Nullable Instant lastFailureAt) {}

    record PlanJson(
            String name,
            List<String> modes,
            int messagesPerDay,
            int usedToday,
            Instant resetsAt,
            int logRetentionDays,
            @Nullable URI pricingUrl,
            @Nullable NextPlan next) {}

    record NextPlan(String plan, Instant from, @Nullable String losesMode) {}

    record ModeJson(
            String mode,
            boolean entitled,
            boolean ready,
            boolean active,
            @Nullable String senderText) {}

    record Proven(@Nullable IdentityJson current, @Nullable IdentityJson pending) {}

    record RestorableJson(UUID relayId, String server, String senderText) {}

    /** Mail whose mail service was removed. */
    record WaitingJson(int count, UUID relayId) {}

    record Notice(String code, String text) {}
}
