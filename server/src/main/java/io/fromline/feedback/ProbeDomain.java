package io.fromline.feedback;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The domain whose mail comes to Fromline's own receiver: {@code test-<token>@<domain>}, one address a test.
 *
 * @param name in lower case
 */
public record ProbeDomain(String name) {

    private static final String PREFIX = "test-";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;

    public ProbeDomain {
        name = name.toLowerCase(Locale.ROOT);
    }

    /** 130 random bits, readable by servers that change the case of addresses; the generator must be a cryptographic one. */
    static String newToken(RandomGenerator random) {
        var token = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return token.toString();
    }

    /** The address that takes this test's copy. */
    String address(String token) {
        return PREFIX + token + "@" + name;
    }

    boolean isAt(String address) {
        return address.toLowerCase(Locale.ROOT).endsWith("@" + name);
    }

    /** The token in an address of this domain. */
    Optional<String> token(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        if (!isAt(lower) || !lower.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var token = lower.substring(PREFIX.length(), at);
        return token.length() == LENGTH && token.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                ? Optional.of(token)
                : Optional.empty();
    }
}
