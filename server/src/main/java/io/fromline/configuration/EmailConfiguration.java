package io.fromline.configuration;

import io.fromline.alert.Incident;
import io.fromline.identity.SenderIdentity;
import io.fromline.relay.Relay;
import io.fromline.submission.Decision;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about how one tenant's mail leaves at this moment.
 *
 * @param effectiveMode the chosen mode, or the default where the plan lacks it
 * @param decision as whom and by which way mail leaves now; {@code null} when it cannot
 * @param platformSender what recipients see in the default mode; {@code null} while the operator has not set it
 * @param relay the tenant's own relay in use
 * @param drafts relays never activated
 * @param others how else mail of the tenant's own relay could leave
 * @param incidents what the tenant should know of at this moment
 * @param restorable what a press would go back to
 */
public record EmailConfiguration(
        Tenant tenant,
        Plan plan,
        Usage usage,
        Mode effectiveMode,
        @Nullable Decision decision,
        @Nullable String platformSender,
        Health health,
        @Nullable SenderIdentity current,
        @Nullable SenderIdentity pending,
        @Nullable Relay relay,
        List<Relay> drafts,
        Others others,
        @Nullable Restorable restorable,
        @Nullable LosingMode losing,
        List<Incident> incidents) {

    public EmailConfiguration {
        drafts = List.copyOf(drafts);
        incidents = List.copyOf(incidents);
    }

    /**
     * How else mail of the tenant's own relay could leave.
     *
     * @param standby the second relay
     * @param second as whom over it; {@code null} when it cannot
     * @param platform as whom over the platform's; {@code null} when it cannot
     */
    public record Others(
            @Nullable Relay standby,
            @Nullable Decision second,
            @Nullable Decision platform) {}

    /** The day's messages, counted in UTC. */
    public record Usage(int today, Instant resetsAt) {}

    /** Settings that were live before. */
    public record Restorable(Relay relay, String server, String senderText) {}

    /**
     * A change of plan to come.
     *
     * @param mode the mode in use that the next plan lacks; {@code null} when it lacks none
     */
    public record LosingMode(
            String plan, Instant from, @Nullable Mode mode) {}

    /** Whether everything is there for mail to leave by this mode. */
    public boolean ready(Mode mode) {
        return switch (mode) {
            case DEFAULT -> platformSender != null;
            case BRANDED -> current != null && platformSender != null;
            case CUSTOM -> relay != null && relay.live() != null;
        };
    }

    /** What recipients see by this mode, as far as it is set up. */
    public @Nullable String senderText(Mode mode) {
        return switch (mode) {
            case DEFAULT -> platformSender;
            case BRANDED ->
                current == null
                        ? null
                        : new io.fromline.mail.NamedMailbox(current.name(), current.address()).toString();
            case CUSTOM ->
                relay == null || relay.live() == null
                        ? null
                        : relay.live().sender().toString();
        };
    }
}
