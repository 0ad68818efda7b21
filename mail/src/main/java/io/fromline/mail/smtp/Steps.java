package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures the phases and tells each of them once, in order.
 *
 * <p>Implicit TLS has its handshake before the greeting: a phase may be entered again until it is told.
 */
final class Steps {

    private final Conversation conversation;
    private final Map<Phase, Duration> untold = new EnumMap<>(Phase.class);
    private final Set<Phase> told = EnumSet.noneOf(Phase.class);
    private Phase current;
    private long entered = System.nanoTime();

    Steps(Conversation conversation, Phase first) {
        this.conversation = conversation;
        this.current = first;
    }

    Phase current() {
        return current;
    }

    void enter(Phase phase) {
        clock();
        current = phase;
    }

    /** The current phase ended well; when it was gone through before, that was told. */
    void ok(@Nullable Reply reply) {
        clock();
        if (told.contains(current)) {
            return;
        }
        conversation.step(current, true, take(current), reply);
    }

    /** The current phase ended badly; what was entered before it and not told went well. */
    void failed(@Nullable Reply reply) {
        clock();
        for (var phase : Phase.values()) {
            if (phase.compareTo(current) < 0 && untold.containsKey(phase)) {
                conversation.step(phase, true, take(phase), null);
            }
        }
        conversation.step(current, false, take(current), reply);
    }

    private Duration take(Phase phase) {
        told.add(phase);
        var took = untold.remove(phase);
        return took == null ? Duration.ZERO : took;
    }

    private void clock() {
        long now = System.nanoTime();
        if (!told.contains(current)) {
            untold.merge(current, Duration.ofNanos(now - entered), Duration::plus);
        }
        entered = now;
    }
}
