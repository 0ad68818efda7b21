package io.fromline.mail.compose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Gives each multipart a boundary of its own that follows from the message's id, and that {@link Parts} keeps out of every part. */
final class Boundaries {

    /** In quoted-printable and base64 these two characters never stand side by side (RFC 2045 §6.7). */
    static final String MARK = "=_";

    private final String stem;
    private int count;

    Boundaries(String messageId) {
        stem = MARK + HexFormat.of().formatHex(sha256(messageId), 0, 12);
    }

    String next() {
        return stem + "_" + ++count;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
