package io.fromline.app;

import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the address of a relay as FROMLINE_PLATFORM_RELAY has it.
 *
 * <p>{@code smtps} is TLS from the first byte (RFC 8314, 465 when no port stands there), {@code smtp} is STARTTLS (587); a
 * problem's message never holds the password.
 */
final class RelayAddress {

    private static final String HOW =
            " must be smtps://user:password@host:465 or smtp://user:password@host:587, special characters as %40 and the like";

    private RelayAddress() {}

    static SmtpSettings parse(String text) {
        URI uri = uri(text);
        boolean tls = "smtps".equals(uri.getScheme());
        if (uri.getHost() == null || !tls && !"smtp".equals(uri.getScheme())) {
            throw malformed();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 465 : 587;
        if (tls && (port == 587 || port == 2525) || !tls && port == 465) {
            throw new ConfigProblem(Setting.PLATFORM_RELAY.key() + ": 465 is for smtps, 587 and 2525 are for smtp");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        return new SmtpSettings(
                uri.getHost(), port, tls ? Encryption.TLS : Encryption.STARTTLS, part(login, 0), part(login, 1));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException broken) {
            // Its message would repeat the password.
            throw malformed();
        }
    }

    private static ConfigProblem malformed() {
        return new ConfigProblem(Setting.PLATFORM_RELAY.key() + HOW);
    }

    private static @Nullable String part(String[] login, int index) {
        return login.length > index
                ? URLDecoder.decode(login[index].replace("+", "%2B"), StandardCharsets.UTF_8)
                : null;
    }
}
