package io.fromline.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks, symmetric: {@code v1,} and the base64 of HMAC-SHA256 over id, time and payload. */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final int LENGTH = 32;

    private Signature() {}

    /** A new secret as its owner is shown it. */
    static String newSecret(SecureRandom random) {
        var bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    static String of(String secret, String id, Instant time, String payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            var signed = id + "." + time.getEpochSecond() + "." + payload;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
