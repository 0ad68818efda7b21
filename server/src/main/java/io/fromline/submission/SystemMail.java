package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.TenantId;

/** Sends Fromline's own mail: always from the platform's sender over the platform's relay, and as durable as any other. */
public interface SystemMail {

    /** What the mail is for. */
    enum Kind {
        VERIFICATION,
        ALERT,
        ACCOUNT
    }

    /**
     * Puts one mail into the queue and returns once it is stored.
     *
     * @param onBehalf whose log shows it; {@link TenantId#PLATFORM} for operators
     * @return false when it cannot be sent because the platform has no relay or no default sender yet
     */
    boolean send(TenantId onBehalf, Kind kind, Mailbox to, Content content);

    /** What it says. */
    record Content(String subject, String text, String html) {}
}
