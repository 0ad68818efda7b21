package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As whom and by which way a message leaves, and why: made when it is accepted, kept with it, and shown in the log.
 *
 * @param mode the mode in force
 * @param from what recipients see
 * @param sender who really hands it in, where that differs from {@code from} (RFC 5322 §3.6.2)
 * @param returnPath where failure reports go
 * @param way the relay it goes over
 * @param plan the name of the plan in force
 * @param reasons codes whose texts stand in the catalogue under {@code decision.}
 */
public record Decision(
        Mode mode,
        NamedMailbox from,
        @Nullable Mailbox sender,
        @Nullable NamedMailbox replyTo,
        Mailbox returnPath,
        Way way,
        String plan,
        List<String> reasons) {

    /**
     * The relay.
     *
     * @param version of its settings at that time
     * @param server its host name, for people
     */
    public record Way(Route route, int version, String server) {}

    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** The same with another From. */
    Decision from(NamedMailbox other) {
        return new Decision(mode, other, sender, replyTo, returnPath, way, plan, reasons);
    }

    /** The same for one more reason. */
    Decision because(String reason) {
        var more = new ArrayList<>(reasons);
        more.add(reason);
        return new Decision(mode, from, sender, replyTo, returnPath, way, plan, more);
    }
}
