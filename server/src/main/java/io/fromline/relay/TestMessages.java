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
    record Order(TenantId owner, UUID relay, RelaySettings settings, Mailbox to) {}

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
     */
    record Verdict(
            boolean passed, List<Step> steps, @Nullable String cause, UUID delivery) {

        public Verdict {
            steps = List.copyOf(steps);
        }
    }
}
