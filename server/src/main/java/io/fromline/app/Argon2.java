package io.fromline.app;

import io.fromline.account.Passwords;
import java.util.Objects;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Argon2id (RFC 9106) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
final class Argon2 implements Passwords.Hashing {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);

    @Override
    public String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    @Override
    public boolean matches(String password, String hash) {
        return encoder.matches(password, hash);
    }
}
