package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.EnhancedStatusCode;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    phase,     code, text,                                 outcome,  scope
                    CONNECT,   554,  5.7.1 No service,                     refused,  RELAY
                    CONNECT,   421,  Too busy,                             deferred, RELAY
                    AUTH,      535,  5.7.8 Not accepted,                   refused,  RELAY
                    AUTH,      535,  5.7.139 SmtpClientAuthentication is disabled, refused, RELAY
                    AUTH,      454,  4.7.0 Too many login attempts,        deferred, RELAY
                    SENDER,    553,  5.7.1 Not owned by user,              refused,  RELAY
                    SENDER,    550,  5.1.8 Access denied bad outbound sender, refused, RELAY
                    SENDER,    530,  5.7.57 Client not authenticated,      refused,  RELAY
                    SENDER,    552,  Message too large,                    refused,  MESSAGE
                    SENDER,    550,  5.3.4 Message too large,              refused,  MESSAGE
                    SENDER,    553,  5.6.7 Non-ASCII addresses,            refused,  MESSAGE
                    SENDER,    451,  4.3.0 Later,                          deferred, RELAY
                    RECIPIENT, 550,  5.1.1 No such user,                   refused,  RECIPIENT
                    RECIPIENT, 452,  4.5.3 Too many recipients,            deferred, RECIPIENT
                    RECIPIENT, 450,  Greylisted,                           deferred, RECIPIENT
                    RECIPIENT, 550,  5.4.5 Daily user sending limit exceeded, deferred, RELAY
                    RECIPIENT, 550,  5.4.6 Unusual sending activity,       refused,  RELAY
                    RECIPIENT, 421,  4.7.0 Bye,                            deferred, RELAY
                    RECIPIENT, 503,  Bad sequence,                         refused,  RELAY
                    MESSAGE,   554,  5.7.1 Spam,                           refused,  MESSAGE
                    MESSAGE,   554,  5.2.252 SendAsDenied,                 refused,  RELAY
                    MESSAGE,   550,  5.7.708 Traffic not accepted,         refused,  RELAY
                    MESSAGE,   550,  5.4.5 Daily user sending limit exceeded, deferred, RELAY
                    MESSAGE,   452,  Insufficient storage,                 deferred, RELAY
                    MESSAGE,   451,  4.3.2 Shutting down,                  deferred, RELAY
                    MESSAGE,   451,  4.7.1 Greylisted,                     deferred, MESSAGE
                    """)
    void judgesReplies(Phase phase, int code, String text, String label, Scope scope) {
        var outcome = Verdict.of(phase, Reply.of(code, text));
        assertThat(outcome.label()).isEqualTo(label);
        assertThat(fault(outcome).scope()).isEqualTo(scope);
        assertThat(fault(outcome).phase()).isEqualTo(phase);
        assertThat(fault(outcome).kind()).isEqualTo(Kind.REPLY);
    }

    @Test
    void aReplyThatMakesNoSenseBreaksTheProtocol() {
        assertThat(Verdict.of(Phase.SENDER, Reply.of(354, "Go")))
                .isEqualTo(new Outcome.Deferred(Fault.of(Scope.RELAY, Phase.SENDER, Kind.PROTOCOL)));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aBrokenConnectionConcernsTheRelayAndOnlyWhatNeedsAPersonIsRefused(Kind kind) {
        var outcome = Verdict.broken(Phase.TLS, kind);
        assertThat(fault(outcome).scope()).isEqualTo(Scope.RELAY);
        boolean needsAPerson = switch (kind) {
            case TLS_UNAVAILABLE, TLS_TOO_OLD, TLS_UNTRUSTED, TLS_EXPIRED, TLS_NAME_MISMATCH, AUTH_UNAVAILABLE -> true;
            default -> false;
        };
        assertThat(outcome instanceof Outcome.Refused).isEqualTo(needsAPerson);
    }

    @Test
    void readsEnhancedCodesOfAnyLength() {
        assertThat(EnhancedStatusCode.atStartOf("5.7.139 no")).contains(new EnhancedStatusCode(5, 7, 139));
    }

    private static Fault fault(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> throw new AssertionError("accepted");
            case Outcome.Deferred(Fault fault) -> fault;
            case Outcome.Refused(Fault fault) -> fault;
            case Outcome.Uncertain(Fault fault) -> fault;
        };
    }
}
