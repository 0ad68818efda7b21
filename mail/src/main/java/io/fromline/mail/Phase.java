package io.fromline.mail;

/** Where in handing a message to a relay something happened, in the order of the conversation (RFC 5321 §3). */
public enum Phase {
    /** Looking up the relay's host name. */
    RESOLVE,
    /** The TCP connection and the server's greeting. */
    CONNECT,
    /** EHLO and, before or after it, TLS with its certificate check. */
    TLS,
    /** AUTH. */
    AUTH,
    /** MAIL FROM: the sender. */
    SENDER,
    /** RCPT TO: one recipient. */
    RECIPIENT,
    /** DATA or BDAT up to the final reply. */
    MESSAGE;

    /** The name in the API and the log: lower case. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
