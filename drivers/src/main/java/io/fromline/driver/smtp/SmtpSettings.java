package io.fromline.driver.smtp;

import io.fromline.driver.DriverSettings;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom to submit mail by SMTP; does not print its password.
 *
 * @param server the host name, which the server's certificate must carry
 * @param username absent for a server that wants no log-in
 * @param password absent for a server that wants no log-in
 */
public record SmtpSettings(
        String server,
        int port,
        Encryption encryption,
        @Nullable String username,
        @Nullable String password) implements DriverSettings {

    /** The driver's name. */
    public static final String DRIVER = "smtp";

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + server + ":" + port + " " + encryption + " as " + username + "]";
    }
}
