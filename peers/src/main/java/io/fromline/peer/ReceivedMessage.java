package io.fromline.peer;

import java.time.Instant;
import java.util.List;

/**
 * A message as a {@link MailServer} took it.
 *
 * @param user who logged in
 * @param returnPath the envelope's, empty for the null reverse-path
 * @param recipients the envelope's
 * @param bytes header fields and body exactly as they came over the wire, dot-stuffing undone
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
public record ReceivedMessage(
        String user, String returnPath, List<String> recipients, byte[] bytes, Instant receivedAt) {

    public ReceivedMessage {
        recipients = List.copyOf(recipients);
    }

    /** The bytes as text, for looking at; each octet is one character unless it is UTF-8. */
    public String text() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
}
