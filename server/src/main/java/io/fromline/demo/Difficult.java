package io.fromline.demo;

import io.fromline.peer.MailServer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An account of the demo's mail server that refuses a log-in in the words of Microsoft 365, until somebody has done what they ask for.
 *
 * <p>Three of the many texts of 535 5.7.139, each with another cure.
 */
public enum Difficult {
    /** An administrator has to allow sending by programs for the mailbox. */
    SWITCHED_OFF(
            "switched-off@microsoft.example",
            "SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information."),
    /** Whoever set it up mistyped the password. */
    MISTYPED("mistyped@microsoft.example", "the user credentials were incorrect."),
    /** No password will do: another mail service, or another way to send. */
    PASSWORDS_OFF("passwords-off@microsoft.example", "basic authentication is disabled.");

    /** What takes the log-in once nothing else stands against it. */
    private static final String PASSWORD = "clay-and-glass";

    private static final String MISTYPED_PASSWORD = "clay-and-grass";

    private final String username;
    private final String text;

    Difficult(String username, String text) {
        this.username = username;
        this.text = text;
    }

    public String username() {
        return username;
    }

    /** What is filled into the form. */
    public String typed() {
        return this == MISTYPED ? MISTYPED_PASSWORD : PASSWORD;
    }

    /** Whether an administrator can allow the log-in. */
    public boolean administered() {
        return this == SWITCHED_OFF;
    }

    static Optional<Difficult> find(String username) {
        return Arrays.stream(values())
                .filter(each -> each.username.equals(username))
                .findFirst();
    }

    static void begin(MailServer server) {
        for (var each : values()) {
            server.refuseWith(each.username, "5.7.139 Authentication unsuccessful, " + each.text);
        }
        MISTYPED.allow(server, true);
    }

    void allow(MailServer server, boolean allowed) {
        if (allowed) {
            server.setPassword(username, PASSWORD);
        } else {
            server.removeUser(username);
        }
    }
}
