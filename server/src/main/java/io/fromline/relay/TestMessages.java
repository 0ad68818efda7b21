package io.fromline.relay;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends test messages by the way that real mail goes; each stands in the log. */
public interface TestMessages {

    /** Sends one message with these settings and waits for what becomes of it. */
    Verdict send(Order order, Consumer<Step> progress);

    /** What to test, and where to. */
    record Order(TenantId owner, UUID relay, RelaySettings settings, Recipients recipients) {}

    /**
     * Who gets the message.
     *
     * @param to whose copy decides whether the test passes
     * @param probe gets the same bytes afterwards, if there is one; what becomes of that copy decides nothing
     */
    record Recipients(Mailbox to, @Nullable Mailbox probe) {}

    /**
     * One step that was made.
     *
     * @param name resolve, connect, tls, auth, sender, recipient or message
     */
    record Step(
            String name, boolean ok, long millis, @Nullable String reply) {}

    /**
     * How it ended.
     *
     * @param cause of the failure; {@code null} when it passed
     * @param probed whether the copy for the probe was taken too
     */
    record Verdict(
            boolean passed, List<Step> steps, @Nullable String cause, UUID delivery, boolean probed) {

        public Verdict {
            steps = List.copyOf(steps);
        }
    }
}
