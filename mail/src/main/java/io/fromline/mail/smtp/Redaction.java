package io.fromline.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** Knows what must not be repeated, even when a server repeats it. */
final class Redaction {

    static final String MASK = "********";

    /** Shorter ones are parts of too many words to hide anything. */
    private static final int SHORTEST = 4;

    private final Set<String> secrets = new LinkedHashSet<>();

    /** From now on hides the secret, also as base64. */
    void hide(String secret) {
        hideAsIs(secret);
        hideAsIs(base64(secret));
    }

    private void hideAsIs(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
    }

    String redact(String text) {
        var redacted = text;
        for (var secret : secrets) {
            redacted = redacted.replace(secret, MASK);
        }
        return redacted;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
