package io.fromline.feedback;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.relay.TestMessages;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One test of a relay, with what came of it.
 *
 * @param token of the probe address; null when there is no probe domain
 * @param result null while it runs
 */
public record RelayTest(
        Order order,
        Instant startedAt,
        @Nullable String token,
        @Nullable Result result,
        @Nullable Arrival arrival,
        @Nullable Confirmation confirmation) {

    /** Longer than most mail takes; what comes later still counts. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** For as long a probe address takes mail: servers that make strangers wait try again within hours. */
    static final Duration LIFE = Duration.ofHours(24);

    /** What was tested, and what was sent. */
    public record Order(
            TenantId owner,
            UUID id,
            UUID relay,
            Mailbox to,
            NamedMailbox from,
            @Nullable Mailbox replyTo) {}

    /**
     * How handing the message over ended.
     *
     * @param probed whether the mail service took the copy for the probe address too
     */
    public record Result(
            boolean passed,
            List<TestMessages.Step> steps,
            @Nullable String cause,
            UUID delivery,
            boolean probed) {}

    /** What a person says: whether it came, and which From was shown. */
    public record Confirmation(boolean received, @Nullable String from, Instant at) {}

    /** Where the copy for the probe address is. */
    public enum State {
        WAITING,
        ARRIVED,
        NOT_ARRIVED
    }

    /** Null when nothing was sent to a probe address, or the test did not pass. */
    public @Nullable State state(Instant now) {
        if (arrival != null) {
            return State.ARRIVED;
        }
        if (token == null || result == null || !result.passed()) {
            return null;
        }
        return result.probed() && now.isBefore(startedAt.plus(PATIENCE)) ? State.WAITING : State.NOT_ARRIVED;
    }
}
