package io.fromline.feedback.authenticity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/** A mail service that signs, with a key of its own. */
public final class Signing {

    private final KeyPair keys;

    public Signing() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What belongs at {@code key._domainkey.<domain>}. */
    public String record() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The message with a signature of the domain on top. */
    public byte[] sign(String message, String domain) {
        var template = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=key; h=From:To:Subject; bh=; b=;";
        try {
            var field = new DKIMSigner(template, keys.getPrivate())
                    .sign(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
            return (field + "\r\n" + message).getBytes(StandardCharsets.UTF_8);
        } catch (IOException | FailException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
