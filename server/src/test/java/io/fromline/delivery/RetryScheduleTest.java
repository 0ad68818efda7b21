package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.Actor;
import io.fromline.diagnosis.Diagnosis;
import io.fromline.diagnosis.Permanence;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.queue.Next;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final Instant SUBMITTED = Instant.parse("2026-11-23T12:00:00Z");
    private static final Fault FAULT =
            Fault.reply(Fault.Scope.RECIPIENT, Phase.RECIPIENT, Reply.of(451, "4.0.0 later"));

    @ParameterizedTest
    @CsvSource(textBlock = """
            # attempts, chance, minutes until the next
            1, 0.0, 1
            2, 0.0, 5
            3, 0.0, 15
            4, 0.0, 30
            5, 0.0, 60
            6, 0.0, 120
            7, 0.0, 240
            40, 0.0, 240
            2, 0.5, 5.5
            7, 0.75, 276
            """)
    void waitsLongerAfterEachAttemptAndALittleByChance(int attempts, double chance, double minutes) {
        var next = after(
                new Outcome.Deferred(FAULT),
                diagnosis(Fault.Scope.RECIPIENT, Permanence.TEMPORARY),
                tried(Duration.ofHours(1), attempts, chance));

        var wait = Duration.ofMillis((long) (minutes * 60_000));
        assertThat(next)
                .isEqualTo(new Next.RetryAt(SUBMITTED.plus(Duration.ofHours(1)).plus(wait)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # outcome, scope, permanence, what follows
            deferred,  RECIPIENT, TEMPORARY,          retry
            deferred,  RELAY,     TEMPORARY,          retry
            deferred,  PLATFORM,  TEMPORARY,          retry
            deferred,  RELAY,     UNTIL_WINDOW_ROLLS, pause
            deferred,  RELAY,     UNTIL_USER_FIXES,   hold
            refused,   RECIPIENT, PERMANENT,          give-up
            refused,   MESSAGE,   PERMANENT,          give-up
            refused,   RELAY,     UNTIL_USER_FIXES,   hold
            refused,   RELAY,     PERMANENT,          hold
            refused,   RELAY,     UNTIL_WINDOW_ROLLS, pause
            refused,   RELAY,     TEMPORARY,          retry
            refused,   MESSAGE,   UNTIL_USER_FIXES,   give-up
            refused,   PLATFORM,  UNTIL_USER_FIXES,   retry
            refused,   PLATFORM,  PERMANENT,          retry
            uncertain, MESSAGE,   TEMPORARY,          retry
            """)
    void scopeAndPermanenceDecide(String outcome, Fault.Scope scope, Permanence permanence, String follows) {
        var next = after(outcome(outcome), diagnosis(scope, permanence), tried(Duration.ofMinutes(1), 1, 0));

        assertThat(next.label()).isEqualTo(follows);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # relay, of the sender, permanence, what follows
            own,     true,  UNTIL_USER_FIXES, hold
            shared,  true,  UNTIL_USER_FIXES, give-up
            shared,  true,  TEMPORARY,        retry
            shared,  false, UNTIL_USER_FIXES, hold
            """)
    void aSenderThatIsRefusedHoldsOnlyItsOwnRelay(
            String relay, boolean ofSender, Permanence permanence, String follows) {
        var diagnosis = new Diagnosis("test.cause", Fault.Scope.RELAY, Actor.TENANT, permanence, ofSender);
        var now = SUBMITTED.plusSeconds(60);
        var next = after(
                new Outcome.Refused(FAULT),
                diagnosis,
                new RetrySchedule.Tried(SUBMITTED, now, 1, 0, relay.equals("shared"), 0));

        assertThat(next.label()).isEqualTo(follows);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # what happened, phase, days, what follows
            NO_SUCH_HOST,      RESOLVE, 0, retry
            NO_SUCH_HOST,      RESOLVE, 5, hold
            TLS_HANDSHAKE,     TLS,     4, retry
            TLS_NAME_MISMATCH, TLS,     0, hold
            AUTH_UNAVAILABLE,  AUTH,    0, hold
            """)
    void whatOnlyWeSawIsTriedLongBeforeItHolds(Fault.Kind kind, Phase phase, int days, String follows) {
        var fault = Fault.of(Fault.Scope.RELAY, phase, kind);
        var next = after(
                new Outcome.Deferred(fault),
                diagnosis(Fault.Scope.RELAY, Permanence.UNTIL_USER_FIXES),
                tried(Duration.ofDays(days), 3, 0));

        assertThat(next.label()).isEqualTo(follows);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # in a row, permanence, days, what follows, seconds
            1,  TEMPORARY,        0, pause,   20
            2,  TEMPORARY,        0, pause,   60
            3,  UNTIL_USER_FIXES, 4, pause,  120
            90, TEMPORARY,        4, pause,  240
            90, TEMPORARY,        5, give-up,
            90, UNTIL_USER_FIXES, 5, hold,
            """)
    void aRelayThatCannotBeReachedPausesAsAWhole(
            int times, Permanence permanence, int days, String follows, @Nullable Integer seconds) {
        var fault = Fault.of(Fault.Scope.RELAY, Phase.CONNECT, Fault.Kind.UNREACHABLE);
        var now = SUBMITTED.plus(Duration.ofDays(days));
        var next = after(
                new Outcome.Deferred(fault),
                diagnosis(Fault.Scope.RELAY, permanence),
                new RetrySchedule.Tried(SUBMITTED, now, 1, times, false, 0));

        assertThat(next.label()).isEqualTo(follows);
        if (seconds != null) {
            assertThat(next).isEqualTo(new Next.PauseRelay(now.plusSeconds(seconds)));
        }
    }

    @Test
    void aLogInThatIsNotTakenForNowPausesTheRelay() {
        var fault = Fault.reply(Fault.Scope.RELAY, Phase.AUTH, Reply.of(454, "4.7.0 Too many login attempts"));
        var next = after(
                new Outcome.Deferred(fault),
                diagnosis(Fault.Scope.RELAY, Permanence.TEMPORARY),
                tried(Duration.ZERO, 1, 0));

        assertThat(next).isEqualTo(new Next.PauseRelay(SUBMITTED.plus(RetrySchedule.LOG_IN_PAUSE)));
    }

    @Test
    void acceptedMailIsDone() {
        var next = after(new Outcome.Accepted(Reply.of(250, "2.0.0 OK")), null, tried(Duration.ZERO, 1, 0));

        assertThat(next).isEqualTo(new Next.Done());
    }

    @Test
    void aMessageIsGivenUpAfterFiveDaysButNeverForWhatConcernsTheAccount() {
        var late = tried(RetrySchedule.LIFETIME, 30, 0);

        assertThat(after(new Outcome.Deferred(FAULT), diagnosis(Fault.Scope.RECIPIENT, Permanence.TEMPORARY), late))
                .isEqualTo(new Next.GiveUp());
        assertThat(after(
                        new Outcome.Deferred(FAULT), diagnosis(Fault.Scope.RELAY, Permanence.UNTIL_WINDOW_ROLLS), late))
                .isInstanceOf(Next.PauseRelay.class);
        assertThat(after(new Outcome.Refused(FAULT), diagnosis(Fault.Scope.RELAY, Permanence.UNTIL_USER_FIXES), late))
                .isEqualTo(new Next.HoldRelay());
    }

    private static Next after(Outcome outcome, Diagnosis diagnosis, RetrySchedule.Tried tried) {
        return RetrySchedule.after(outcome, diagnosis, tried);
    }

    private static RetrySchedule.Tried tried(Duration age, int attempts, double chance) {
        return new RetrySchedule.Tried(SUBMITTED, SUBMITTED.plus(age), attempts, 0, false, chance);
    }

    private static Diagnosis diagnosis(Fault.Scope scope, Permanence permanence) {
        return new Diagnosis("test.cause", scope, Actor.NOBODY, permanence, false);
    }

    private static Outcome outcome(String label) {
        return switch (label) {
            case "deferred" -> new Outcome.Deferred(FAULT);
            case "refused" -> new Outcome.Refused(FAULT);
            default -> new Outcome.Uncertain(FAULT);
        };
    }
}
