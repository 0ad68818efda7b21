package io.fromline.account;

import java.util.Locale;
import java.util.Optional;

/**
 * What a password must be like, and how it is kept.
 *
 * <p>Checking a password takes the same work whether there is an account or not.
 */
public final class Passwords {

    /** Long rather than odd: NIST SP 800-63B §3.1.1.2. */
    public static final int SHORTEST = 12;

    /** More than this is no password but an attempt to keep the server busy. */
    public static final int LONGEST = 256;

    private final Hashing hashing;
    private final String ofNobody;

    public Passwords(Hashing hashing) {
        this.hashing = hashing;
        this.ofNobody = hashing.hash("the password of an account that does not exist");
    }

    /** A slow, salted password hash. */
    public interface Hashing {

        String hash(String password);

        boolean matches(String password, String hash);
    }

    /** What is wrong with a new password. */
    public enum Flaw {
        SHORT,
        LONG,
        HAS_EMAIL
    }

    /** Why this password cannot be taken, if so. */
    public static Optional<Flaw> flaw(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(Flaw.SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Flaw.LONG);
        }
        boolean hasEmail = password.toLowerCase(Locale.ROOT).contains(email.toLowerCase(Locale.ROOT));
        return hasEmail ? Optional.of(Flaw.HAS_EMAIL) : Optional.empty();
    }

    String hash(String password) {
        return hashing.hash(password);
    }

    boolean matches(String password, Account account) {
        String hash = account.passwordHash();
        if (hash == null) {
            workInVain(password);
            return false;
        }
        return bounded(password) && hashing.matches(password, hash);
    }

    /** As much work as a real check, for an account that does not exist. */
    void workInVain(String password) {
        if (bounded(password)) {
            hashing.matches(password, ofNobody);
        }
    }

    private static boolean bounded(String password) {
        return password.length() <= 4 * LONGEST;
    }
}
