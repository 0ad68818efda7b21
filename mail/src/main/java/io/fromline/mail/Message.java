package io.fromline.mail;

/**
 * A message (RFC 5322) as bytes, ready for the wire.
 *
 * <p>The bytes never change after submission: CRLF line ends, no bare CR or LF, no line over 998 octets; not dot-stuffed.
 *
 * @param messageId the Message-ID header field's value with its angle brackets
 * @param bytes header fields and body; not to be modified
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
public record Message(String messageId, byte[] bytes) {

    /** Where the body begins, after the empty line; where all ends if there is none. */
    public int bodyStart() {
        for (int i = 3; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return bytes.length;
    }
}
