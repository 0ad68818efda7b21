package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnoserTest {

    private static final Diagnoser DIAGNOSER = new Diagnoser();

    record Row(String provider, Phase phase, String cause, Reply reply) {
        static Row of(String line) {
            var cells = line.split(" \\| ", 4);
            var lines = List.of(cells[3].split("\\\\n"));
            return new Row(
                    cells[0],
                    Phase.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                    cells[2],
                    Reply.of(
                            Integer.parseInt(lines.getFirst().substring(0, 3)),
                            lines.stream().map(text -> text.substring(4)).toList()));
        }
    }

    static Stream<Row> replies() throws IOException {
        try (var file = Objects.requireNonNull(DiagnoserTest.class.getResourceAsStream("/diagnosis/replies.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
        }
    }

    @Test
    void each_reply_seen_at_a_provider_has_its_cause() throws IOException {
        var wrong = new ArrayList<String>();
        replies().forEach(row -> {
            var cause = diagnosis(row).cause();
            if (!cause.equals(row.cause())) {
                wrong.add(row.reply().text() + " -> " + cause + ", not " + row.cause());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SUCH_HOST, RESOLVE, dns.no_such_host",
        "UNREACHABLE, CONNECT, net.unreachable",
        "TIMEOUT, CONNECT, net.timeout",
        "TIMEOUT, MESSAGE, net.interrupted",
        "CLOSED, SENDER, net.interrupted",
        "CLOSED, TLS, port.tls_mismatch",
        "TLS_HANDSHAKE, TLS, port.tls_mismatch",
        "TLS_UNAVAILABLE, TLS, tls.unavailable",
        "TLS_UNTRUSTED, TLS, tls.untrusted",
        "TLS_TOO_OLD, TLS, tls.too_old",
        "TLS_EXPIRED, TLS, tls.expired",
        "TLS_NAME_MISMATCH, TLS, tls.name_mismatch",
        "AUTH_UNAVAILABLE, AUTH, auth.method_unavailable",
        "CAPABILITY, RECIPIENT, capability.smtputf8",
        "CAPABILITY, SENDER, message.too_large",
        "PROTOCOL, CONNECT, server.not_smtp",
        "PROTOCOL, MESSAGE, net.interrupted",
        "RELAY_GONE, RESOLVE, relay.removed",
        "INTERRUPTED, MESSAGE, attempt.interrupted"
    })
    void what_went_wrong_without_a_reply_has_its_cause(Kind kind, Phase phase, String cause) {
        var fault = Fault.of(Scope.RELAY, phase, kind);
        assertThat(DIAGNOSER.diagnose("smtp", new Outcome.Refused(fault)).cause())
                .isEqualTo(cause);
    }

    @Test
    void a_connection_lost_after_the_data_is_uncertain_whatever_broke_it() {
        var fault = Fault.of(Scope.RELAY, Phase.MESSAGE, Kind.TIMEOUT);
        assertThat(DIAGNOSER.diagnose("gmail", new Outcome.Uncertain(fault)).cause())
                .isEqualTo("attempt.uncertain");
    }

    @Test
    void gmails_daily_limit_concerns_the_account_and_passes() {
        var reply = Reply.of(550, "5.4.5 Daily user sending limit exceeded.");
        var outcome = new Outcome.Refused(Fault.reply(Scope.RECIPIENT, Phase.RECIPIENT, reply));
        assertThat(DIAGNOSER.diagnose("gmail", outcome))
                .isEqualTo(
                        new Diagnosis("limit.daily", Scope.RELAY, Actor.NOBODY, Permanence.UNTIL_WINDOW_ROLLS, false));
    }

    @Test
    void a_refusal_that_only_may_mean_an_unknown_recipient_is_not_told_as_one() {
        var reply = Reply.of(550, "Requested action not taken: mailbox unavailable");
        var outcome = new Outcome.Refused(Fault.reply(Scope.RECIPIENT, Phase.RECIPIENT, reply));
        assertThat(DIAGNOSER.diagnose("smtp", outcome).cause()).isEqualTo("recipient.refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 You are not a registered user", "550 sender is not a known user here"})
    void what_is_said_of_somebody_else_suppresses_no_recipient(String reply) {
        assertThat(diagnosis(Phase.RECIPIENT, reply).cause()).isNotEqualTo("recipient.unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESSAGE | 554 Message expired after 5 days in the queue",
                "MESSAGE | 554 The customer closed this mailbox",
                "RECIPIENT | 550 You are not permitted to write to this domain",
                "RECIPIENT | 550 Subscription of this mailbox has expired"
            })
    void what_is_said_of_one_message_or_recipient_stops_no_other_mail(Phase phase, String reply) {
        assertThat(diagnosis(phase, reply).scope()).isNotIn(Scope.RELAY, Scope.PLATFORM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AUTH | 535 5.7.0 Account temporarily locked due to too many failed login attempts | auth.locked",
                "MESSAGE | 550 5.7.1 Sender address not allowed for this account | sender.not_owned",
                "SENDER | 454 unable to sign you in, log in first | auth.missing",
                "SENDER | 550 5.7.23 SPF: the domain in MAIL FROM is not authorized | domain.unauthenticated"
            })
    void words_that_others_use_too_decide_nothing(Phase phase, String reply, String cause) {
        assertThat(diagnosis(phase, reply).cause()).isEqualTo(cause);
    }

    @Test
    void an_address_in_the_reply_decides_nothing() {
        var reply = Reply.of(550, "5.1.1 <spam.quota@example.com>: Recipient address rejected: User unknown");
        var outcome = new Outcome.Refused(Fault.reply(Scope.RECIPIENT, Phase.RECIPIENT, reply));
        assertThat(DIAGNOSER.diagnose("smtp", outcome).cause()).isEqualTo("recipient.unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MESSAGE | 550 5.7.1 DAILY_LIMIT_REACHED | limit.daily",
                "AUTH | 535 5.7.8 Error: PASSWORD_EXPIRED | auth.password_expired",
                "SENDER | 550 5.7.1 SenderNotAllowed | sender.not_owned"
            })
    void a_name_in_one_piece_is_read_in_its_words(Phase phase, String reply, String cause) {
        assertThat(diagnosis(phase, reply).cause()).isEqualTo(cause);
    }

    @Test
    void of_a_long_reply_the_beginning_decides() {
        var reply = Reply.of(550, "5.7.1 Daily limit reached. " + "Bla ".repeat(1_000) + "spam");
        var outcome = new Outcome.Refused(Fault.reply(Scope.MESSAGE, Phase.MESSAGE, reply));
        assertThat(DIAGNOSER.diagnose("smtp", outcome).cause()).isEqualTo("limit.daily");
    }

    @Test
    void what_no_rule_knows_concerns_whom_the_phase_names() {
        assertThat(scope(Phase.RECIPIENT)).isEqualTo(Scope.RECIPIENT);
        assertThat(scope(Phase.MESSAGE)).isEqualTo(Scope.MESSAGE);
        assertThat(scope(Phase.SENDER)).isEqualTo(Scope.RELAY);
    }

    private static Scope scope(Phase phase) {
        var fault = Fault.reply(Scope.PLATFORM, phase, Reply.of(554, "5.0.0 No"));
        return DIAGNOSER.diagnose("smtp", new Outcome.Refused(fault)).scope();
    }

    private static Diagnosis diagnosis(Phase phase, String reply) {
        return DIAGNOSER.diagnose("smtp", Spoken.outcome(phase, Spoken.reply(reply, 550)));
    }

    private static Diagnosis diagnosis(Row row) {
        var fault = Fault.reply(Scope.MESSAGE, row.phase(), row.reply());
        return DIAGNOSER.diagnose(
                row.provider(),
                row.reply().transientNegative() ? new Outcome.Deferred(fault) : new Outcome.Refused(fault));
    }
}
