package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Attachment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to send one message (RFC 6409); who it is from is not the request's to say but the tenant's configuration.
 *
 * @param replyTo overrides the configured Reply-To
 * @param text made from the HTML when missing
 * @param headers further header fields, of those that a sender may set
 * @param metadata the app's own notes, returned with the submission and never sent
 */
public record SubmissionRequest(
        List<NamedMailbox> to,
        List<NamedMailbox> cc,
        List<NamedMailbox> bcc,
        @Nullable NamedMailbox replyTo,
        String subject,
        @Nullable String text,
        @Nullable String html,
        List<Attachment> attachments,
        Map<String, String> headers,
        MessageClass messageClass,
        Map<String, String> metadata) {

    public SubmissionRequest {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        attachments = List.copyOf(attachments);
        headers = Map.copyOf(headers);
        metadata = Map.copyOf(metadata);
    }

    /** Everyone it goes to, each once, in the order named. */
    public Set<Mailbox> recipients() {
        var all = new LinkedHashSet<Mailbox>();
        to.forEach(m -> all.add(m.mailbox()));
        cc.forEach(m -> all.add(m.mailbox()));
        bcc.forEach(m -> all.add(m.mailbox()));
        return all;
    }
}
