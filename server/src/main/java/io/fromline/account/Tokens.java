package io.fromline.account;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes tokens of 256 random bits that fit into an address or a header. */
public final class Tokens {

    private static final int BYTES = 32;

    private final RandomGenerator random;

    /** The generator must be a cryptographic one, such as {@code SecureRandom}. */
    public Tokens(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
