package io.fromline.relay;

import org.jspecify.annotations.Nullable;

/** The settings of an SMTP relay as somebody typed them, before they are checked; does not print its password. */
public record RelayForm(
        @Nullable String provider,
        @Nullable String server,
        @Nullable Integer port,
        @Nullable String encryption,
        @Nullable String username,
        @Nullable String password,
        @Nullable String senderAddress,
        @Nullable String senderName,
        @Nullable String replyTo) {

    @Override
    public String toString() {
        return "RelayForm[" + provider + " " + server + ":" + port + " " + encryption + " as " + username + "]";
    }
}
