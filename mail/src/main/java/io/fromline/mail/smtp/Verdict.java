package io.fromline.mail.smtp;

import io.fromline.mail.EnhancedStatusCode;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place that decides what a reply or a broken connection means: temporary or for good, and for whom. Pure. */
final class Verdict {

    /** Gmail's "Daily user sending limit exceeded" comes as 550, yet passes within a day; RFC 3463 calls it congestion. */
    private static final String QUOTA = "5.4.5";

    /** What providers say when it is the account, not this message, that they don't want. */
    private static final Set<String> ACCOUNT = Set.of(
            "5.1.8", // Microsoft: bad outbound sender
            "5.2.252", // Microsoft: send as denied
            "5.4.6", // Zoho: unusual sending activity
            "5.7.57", // Microsoft: not authenticated to send anonymous mail
            "5.7.60", // Microsoft: no permission to send as this sender
            "5.7.139", // Microsoft: SMTP AUTH or basic authentication is off
            "5.7.501", // Microsoft: tenant or sender blocked, to 5.7.750
            "5.7.502", "5.7.503", "5.7.705", "5.7.708", "5.7.750");

    private Verdict() {}

    /** For a reply that is not the one wanted. */
    static Outcome of(Phase phase, Reply reply) {
        if (reply.code() < 400) {
            return broken(phase, Kind.PROTOCOL);
        }
        var fault = Fault.reply(scope(phase, reply), phase, reply);
        return temporary(reply) ? new Outcome.Deferred(fault) : new Outcome.Refused(fault);
    }

    /** For a connection that is of no more use, before the final dot. */
    static Outcome broken(Phase phase, Kind kind) {
        var fault = Fault.of(Scope.RELAY, phase, kind);
        return switch (kind) {
            case TLS_UNAVAILABLE, TLS_TOO_OLD, TLS_UNTRUSTED, TLS_EXPIRED, TLS_NAME_MISMATCH, AUTH_UNAVAILABLE ->
                new Outcome.Refused(fault);
            case REPLY,
                    NO_SUCH_HOST,
                    UNREACHABLE,
                    TIMEOUT,
                    CLOSED,
                    TLS_HANDSHAKE,
                    CAPABILITY,
                    PROTOCOL,
                    RELAY_GONE,
                    INTERRUPTED -> new Outcome.Deferred(fault);
        };
    }

    /** For something that the server can't do for this message or recipient. */
    static Outcome incapable(Scope scope, Phase phase) {
        return new Outcome.Refused(Fault.of(scope, phase, Kind.CAPABILITY));
    }

    private static boolean temporary(Reply reply) {
        return reply.transientNegative() || code(reply.enhanced()).equals(QUOTA);
    }

    private static Scope scope(Phase phase, Reply reply) {
        var enhanced = code(reply.enhanced());
        // 421: the service is going away; 503 and 530: it does not know us as logged in.
        if (reply.code() == 421
                || reply.code() == 503
                || reply.code() == 530
                || enhanced.equals(QUOTA)
                || ACCOUNT.contains(enhanced)) {
            return Scope.RELAY;
        }
        return switch (phase) {
            case RESOLVE, CONNECT, TLS, AUTH -> Scope.RELAY;
            case SENDER -> concernsMessage(reply) ? Scope.MESSAGE : Scope.RELAY;
            case RECIPIENT -> Scope.RECIPIENT;
            case MESSAGE -> mailSystemFull(reply) ? Scope.RELAY : Scope.MESSAGE;
        };
    }

    /** A sender refused for the size announced (RFC 1870 §6.1) or for the content (RFC 3463 §3.7); else it is the account's. */
    private static boolean concernsMessage(Reply reply) {
        var enhanced = reply.enhanced();
        return reply.code() == 552
                || enhanced != null
                        && (enhanced.subject() == 6
                                || enhanced.subject() == 3 && enhanced.detail() == 4
                                || enhanced.subject() == 2 && enhanced.detail() == 3);
    }

    private static boolean mailSystemFull(Reply reply) {
        var enhanced = reply.enhanced();
        return reply.code() == 452 || reply.transientNegative() && enhanced != null && enhanced.subject() == 3;
    }

    private static String code(@Nullable EnhancedStatusCode enhanced) {
        return enhanced == null ? "" : enhanced.toString();
    }
}
