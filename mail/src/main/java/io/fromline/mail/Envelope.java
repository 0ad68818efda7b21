package io.fromline.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP envelope (RFC 5321 §2.3.1).
 *
 * @param returnPath where failure reports go; {@code null} is the null reverse-path {@code <>}
 * @param recipients at least one
 */
public record Envelope(@Nullable Mailbox returnPath, List<Mailbox> recipients) {

    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope needs a recipient");
        }
    }
}
