package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.Causes;
import io.fromline.diagnosis.Diagnoser;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.pacing.LearnedLimit.Taught;
import io.fromline.pacing.LearnedLimit.Told;
import io.fromline.text.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnedLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Limits GMAIL = new Limits(null, null, 500, null, 100, null, null);
    private static final Limits MICROSOFT = new Limits(30, null, null, 10_000, 500, null, 3);
    private static final Diagnoser DIAGNOSER = new Diagnoser();

    private final Usage usage = new Usage();

    private static Optional<Excess> excess(String provider, Phase phase, String said) {
        var lines = said.split("\\\\n");
        int code = Integer.parseInt(lines[0].substring(0, 3));
        var texts =
                java.util.Arrays.stream(lines).map(line -> line.substring(4)).toList();
        var fault = Fault.reply(Fault.Scope.MESSAGE, phase, Reply.of(code, texts));
        var outcome = code < 500 ? new Outcome.Deferred(fault) : new Outcome.Refused(fault);
        return Excess.of(DIAGNOSER.diagnose(provider, outcome).cause());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gmail        | RECIPIENT | DAY         | 550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\\n550 5.4.5 sending limits go to https://support.google.com/a/answer/166852
            gmail        | MESSAGE   | DAY         | 550 5.4.5 Daily SMTP relay limit exceeded for user.
            gmail        | RECIPIENT | RATE        | 450 4.2.1 Peak SMTP relay limit exceeded for this customer.
            gmail        | MESSAGE   | RATE        | 550 5.7.1 This email has been rate limited.
            gmail        | MESSAGE   | RATE        | 421-4.7.28 Gmail has detected an unusual rate of mail originating from your SPF domain [example.com 35].
            gmail        | AUTH      | LOG_INS     | 454 4.7.0 Too many login attempts, please try again later. For more information, go to https://support.google.com/mail/answer/7126229
            microsoft365 | MESSAGE   | CONNECTIONS | 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=OS0PR01MB6099.jpnprd01.prod.outlook.com]
            microsoft365 | MESSAGE   | CONNECTIONS | 432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded
            microsoft365 | MESSAGE   | DAY         | 554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException.MapiExceptionSubmissionQuotaExceeded
            microsoft365 | MESSAGE   | DAY         | 550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients
            microsoft365 | MESSAGE   | DAY         | 550 5.7.233 - Your message can't be sent because your tenant has exceeded its daily limit for sending email to external recipients (tenant external recipient rate limit).
            icloud       | MESSAGE   | DAY         | 550 5.7.1 member@icloud.com: You have exceeded your daily sending limit. Please try again later.
            ses          | MESSAGE   | DAY         | 454 Throttling failure: Daily message quota exceeded
            ses          | MESSAGE   | RATE        | 454 Throttling failure: Maximum sending rate exceeded.
            yahoo        | SENDER    | RATE        | 421 4.7.0 [TSS04] Messages from 203.0.113.5 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1
            forpsi       | MESSAGE   | HOUR        | 550 5.1.0 piWs1j0010jifNx01iWsdh policy violation
            smtp         | RECIPIENT | HOUR        | 450 4.7.1 Hourly sending limit reached, try again later
            smtp         | MESSAGE   | RATE        | 450 4.7.1 Error: too much mail from 203.0.113.5, rate limit
            smtp         | CONNECT   | CONNECTIONS | 421 4.7.0 Too many connections from 203.0.113.5
            """)
    void aReplyTellsWhatThereWasTooMuchOf(String provider, Phase phase, Excess excess, String reply) {
        assertThat(excess(provider, phase, reply)).contains(excess);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gmail    | AUTH      | 535 5.7.8 Username and Password not accepted
            gmail    | RECIPIENT | 450-4.2.1 The user you are trying to contact is receiving email too quickly.
            sendgrid | AUTH      | 451 Authentication failed: Maximum credits exceeded
            microsoft365 | MESSAGE | 554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded
            smtp     | RECIPIENT | 452 4.2.2 Mailbox full
            smtp     | MESSAGE   | 552 5.3.4 Message size exceeds fixed limit
            """)
    void whatConcernsSomethingElseTeachesNothing(String provider, Phase phase, String reply) {
        assertThat(excess(provider, phase, reply)).isEmpty();
    }

    @Test
    void everyLimitOfTheDiagnosisIsKnownHere() {
        assertThat(new Causes(Catalogue.load()).codes())
                .filteredOn(code -> code.startsWith("limit."))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(Excess.of(code)).as(code).isPresent());
    }

    private void sent(Instant at, int messages) {
        usage.record(at, new Count(messages, messages * 3));
    }

    private Taught told(Learned before, Limits limits, Excess excess, Instant at) {
        return LearnedLimit.after(before, limits, new Told(excess, at, usage, 4));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # said,      minutes of rest when said the first, second, third, fourth, fifth time in a row
            RATE,        1,   2,  5,   15,  15
            CONNECTIONS, 0.5, 1,  2,   5,   5
            LOG_INS,     15,  30, 60,  60,  60
            HOUR,        10,  20, 30,  60,  60
            DAY,         60, 120, 240, 240, 240
            """)
    void restsLongerEachTimeInARow(Excess excess, double one, double two, double three, double four, double five) {
        var learned = Learned.NOTHING;
        var at = NOON;
        for (double minutes : new double[] {one, two, three, four, five}) {
            var taught = told(learned, GMAIL, excess, at);
            assertThat(Duration.between(at, taught.restsUntil()))
                    .isEqualTo(Duration.ofMillis((long) (minutes * 60_000)));
            learned = taught.learned();
            at = taught.restsUntil().plusSeconds(5);
        }
    }

    @Test
    void anHourOfPeaceEndsTheRow() {
        var first = told(Learned.NOTHING, GMAIL, Excess.RATE, NOON);
        var later = told(first.learned(), GMAIL, Excess.RATE, first.restsUntil().plus(LearnedLimit.IN_A_ROW));

        assertThat(later.learned().pause()).extracting(Learned.Pause::inARow).isEqualTo(1);
    }

    @Test
    void connectionsThatAreToldTheSameAtTheSameTimeRestOnce() {
        var first = told(Learned.NOTHING, GMAIL, Excess.RATE, NOON);
        var second = told(first.learned(), GMAIL, Excess.RATE, NOON.plusSeconds(1));

        assertThat(second.restsUntil()).isEqualTo(first.restsUntil());
    }

    @Test
    void aDailyLimitRestsUntilSomeOfTheDayHasLeftTheWindow() {
        sent(NOON.minus(Duration.ofHours(20)), 10);
        sent(NOON.minus(Duration.ofHours(6)), 390);

        var taught = told(Learned.NOTHING, GMAIL, Excess.DAY, NOON);

        // A twentieth of 400 is more than the ten of the first hour.
        assertThat(taught.restsUntil())
                .isEqualTo(NOON.plus(Duration.ofHours(18)).plusSeconds(60));
        assertThat(taught.learned().at(NOON).messagesPerDay()).isEqualTo(400);
    }

    @Test
    void whatSomebodyElseUsedUpIsTriedAgainSooner() {
        sent(NOON.minus(Duration.ofHours(1)), 30);

        assertThat(told(Learned.NOTHING, GMAIL, Excess.DAY, NOON).restsUntil())
                .isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void aDailyLimitRestsAnHourAtLeast() {
        sent(NOON.minus(Duration.ofHours(24)), 480);

        assertThat(told(Learned.NOTHING, GMAIL, Excess.DAY, NOON).restsUntil())
                .isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # limit before, used, learned
            500, 480, 480
            500, 500, 500
            500, 600, 500
            500, 100, 250
            30,  20,  20
            500, 19,
            ,    300, 300
            ,    19,
            """)
    void whatWasUsedBecomesTheLimitHalfAtOnceAtMostAndNeverNextToNothing(Integer limit, int used, Integer learned) {
        sent(NOON.minus(Duration.ofHours(2)), used);
        var limits = new Limits(null, null, limit, null, null, null, null);

        assertThat(told(Learned.NOTHING, limits, Excess.DAY, NOON)
                        .learned()
                        .at(NOON)
                        .messagesPerDay())
                .isEqualTo(learned);
    }

    @Test
    void aProbeThatIsRefusedTeachesNothingNewForADay() {
        sent(NOON.minus(Duration.ofHours(20)), 400);
        var first = told(Learned.NOTHING, GMAIL, Excess.DAY, NOON).learned();
        var probe = NOON.plus(Duration.ofHours(5));
        var again = told(first, GMAIL, Excess.DAY, probe).learned();

        assertThat(again.at(probe).messagesPerDay()).isEqualTo(400);
        sent(probe.plus(Duration.ofHours(1)), 300);
        var nextDay = told(again, GMAIL, Excess.DAY, NOON.plus(Duration.ofHours(25)));
        assertThat(nextDay.learned().at(probe).messagesPerDay()).isEqualTo(300);
    }

    @Test
    void learnsInTheUnitThatTheProviderCountsIn() {
        sent(NOON, 3000);

        var learned =
                told(Learned.NOTHING, MICROSOFT, Excess.DAY, NOON).learned().at(NOON);

        assertThat(learned.messagesPerDay()).isNull();
        assertThat(learned.recipientsPerDay()).isEqualTo(9000);
    }

    @Test
    void tooManyConnectionsMeansOneFewerAndTooManyLogInsASingleOne() {
        var fewer = told(Learned.NOTHING, MICROSOFT, Excess.CONNECTIONS, NOON).learned();
        assertThat(fewer.at(NOON).connections()).isEqualTo(3);

        var one = told(fewer, MICROSOFT, Excess.LOG_INS, NOON).learned();
        assertThat(one.at(NOON).connections()).isEqualTo(1);
        assertThat(LearnedLimit.after(one, MICROSOFT, new Told(Excess.CONNECTIONS, NOON, usage, 1))
                        .learned()
                        .at(NOON)
                        .connections())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # days without another refusal, messages a day, connections
            0,  100, 2
            3,  100, 2
            4,  120, 3
            5,  144, 4
            9,  299, 8
            10, ,
            """)
    void goodDaysLetMoreThroughUntilTheLessonIsForgotten(int days, Integer messages, Integer connections) {
        var lesson = new Learned.Lesson(100, NOON.minus(Duration.ofDays(2)), NOON);
        var learned = Learned.NOTHING.with(Quota.MESSAGES_PER_DAY, lesson).with(new Learned.Lesson(2, NOON, NOON));

        var limits = learned.at(NOON.plus(Duration.ofDays(days)));

        assertThat(limits.messagesPerDay()).isEqualTo(messages);
        assertThat(limits.connections()).isEqualTo(connections);
    }
}
