package io.fromline.provider.detection;

import org.jspecify.annotations.Nullable;

/**
 * How to hand mail to a server.
 *
 * @param encryption {@code tls} from the first octet, or {@code starttls}
 * @param username where it follows from the address
 */
public record Settings(
        String server,
        int port,
        String encryption,
        @Nullable String username) {

    static final String TLS = "tls";
    static final String STARTTLS = "starttls";
}
