package io.fromline.submission;

import io.fromline.mail.Mailbox;
import java.util.List;

/**
 * A message that the app wrote itself (RFC 5322), with the recipients of its envelope.
 *
 * @param bytes with CRLF line ends only, no bare CR, LF or NUL; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
public record HandedIn(List<Mailbox> recipients, byte[] bytes) {

    public HandedIn {
        recipients = recipients.stream().distinct().toList();
    }
}
