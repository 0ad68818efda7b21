package io.fromline.mail;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, where, and for whom: the data of every {@link Outcome} but {@code Accepted}.
 *
 * @param scope what the fault concerns, and so what must not be tried again as it is
 * @param phase where in the conversation it happened
 * @param kind what happened, when it was not (only) a reply
 * @param reply the server's reply, when there was one
 */
public record Fault(
        Scope scope, Phase phase, Kind kind, @Nullable Reply reply) {

    /** What a fault concerns. */
    public enum Scope {
        /** This recipient only. */
        RECIPIENT,
        /** This message, to whomever it goes. */
        MESSAGE,
        /** The account or settings at the relay: every message over it would fare alike. */
        RELAY,
        /** The operator's side or the network between. */
        PLATFORM
    }

    /** What happened. */
    public enum Kind {
        /** The server said no; see the reply. */
        REPLY,
        /** The host name does not exist. */
        NO_SUCH_HOST,
        /** No connection: refused, unreachable, or not allowed by the egress rules; deliberately not told apart. */
        UNREACHABLE,
        /** The server stayed silent past the time limit. */
        TIMEOUT,
        /** The server closed the connection. */
        CLOSED,
        /** The server does not offer TLS where it is needed. */
        TLS_UNAVAILABLE,
        /** The TLS handshake failed, as when one side speaks implicit TLS and the other does not. */
        TLS_HANDSHAKE,
        /** The server knows only versions of TLS that are no longer safe. */
        TLS_TOO_OLD,
        /** The certificate is not trusted. */
        TLS_UNTRUSTED,
        /** The certificate has expired or is not valid yet. */
        TLS_EXPIRED,
        /** The certificate is for another host name. */
        TLS_NAME_MISMATCH,
        /** The server offers no log-in method that we may use, or none at all though there is a password. */
        AUTH_UNAVAILABLE,
        /** The server cannot take what this message needs (SMTPUTF8, or its size). */
        CAPABILITY,
        /** The server broke the protocol. */
        PROTOCOL,
        /** The relay that the mail was accepted for has been removed. */
        RELAY_GONE,
        /** Our process ended during the attempt. */
        INTERRUPTED
    }

    /** A fault told by a server's reply. */
    public static Fault reply(Scope scope, Phase phase, Reply reply) {
        return new Fault(scope, phase, Kind.REPLY, reply);
    }

    /** A fault without a reply. */
    public static Fault of(Scope scope, Phase phase, Kind kind) {
        return new Fault(scope, phase, kind, null);
    }
}
