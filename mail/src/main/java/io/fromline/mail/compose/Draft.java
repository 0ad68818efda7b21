package io.fromline.mail.compose;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message is to say, before it is composed; blind copies have no place in it.
 *
 * @param origin as whom and when
 * @param text made from the HTML when missing
 * @param headers further header fields, see {@link SafeHeaders}
 */
public record Draft(
        Origin origin,
        Recipients recipients,
        String subject,
        @Nullable String text,
        @Nullable String html,
        List<Attachment> attachments,
        Map<String, String> headers) {

    public Draft {
        attachments = List.copyOf(attachments);
        headers = Map.copyOf(headers);
    }

    /**
     * As whom and when a message is sent.
     *
     * @param sender who really hands it in, where that is not the author (RFC 5322 §3.6.2)
     * @param messageId with its angle brackets
     */
    public record Origin(
            NamedMailbox from,
            @Nullable Mailbox sender,
            @Nullable NamedMailbox replyTo,
            Instant date,
            String messageId) {}

    /** Whom it names. */
    public record Recipients(List<NamedMailbox> to, List<NamedMailbox> cc) {

        public Recipients {
            to = List.copyOf(to);
            cc = List.copyOf(cc);
        }
    }
}
