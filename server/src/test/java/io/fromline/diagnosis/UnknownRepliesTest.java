package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownRepliesTest {

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Kept kept = new Kept();
    private final UnknownReplies unknown = new UnknownReplies(kept, () -> now);
    private final Diagnoser diagnoser = new Diagnoser(unknown);

    /** Remembers what it was told, and breaks when asked to. */
    private static final class Kept implements UnknownReplyStore {

        private final List<String> added = new ArrayList<>();
        private boolean broken;

        @Override
        public void add(UnknownReply.Gist gist, long times, Instant at) {
            if (broken) {
                throw new IllegalStateException("no database");
            }
            added.add(times + " " + gist.code() + " " + gist.text());
        }

        @Override
        public List<UnknownReply> mostFrequent(int limit) {
            return List.of();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.0.0 <jan.kowalski@sklep.pl> is odd today               | 5.0.0 <address> is odd today
            Odd: 203.0.113.9 or 2001:db8:0:1::7 at mx3.example.co.uk | Odd: <ip> or <ip> at <host>
            5.0.0 Odd (id 4F2k9aQx7Z) in queue 3B9AC1F04E            | 5.0.0 Odd (id <id>) in queue <id>
            Odd, see https://example.com/why?u=17&k=abc for more     | Odd, see <link> for more
            5.7.6 Odd 1234567 - gsmtp d2e1a72fcca58-7f3.85           | 5.7.6 Odd <id> - gsmtp <id>
            """)
    void nothing_is_left_that_tells_whose_mail_it_was(String said, String kept) {
        assertThat(Redacted.text(Reply.of(554, said))).isEqualTo(kept);
    }

    @Test
    void the_same_words_are_counted_and_written_once_a_minute() {
        say("5.0.0 Odd thing about <a@x.example>");
        say("5.0.0 Odd thing about <b@y.example>");
        say("5.0.0 Odd thing about <c@z.example>");
        now = now.plus(UnknownReplies.PACE);
        say("5.0.0 Odd thing about <d@x.example>");
        assertThat(kept.added)
                .containsExactly("1 554 5.0.0 Odd thing about <address>", "3 554 5.0.0 Odd thing about <address>");
    }

    @Test
    void a_reply_that_is_known_is_not_collected() {
        say("5.1.1 User unknown");
        assertThat(kept.added).isEmpty();
    }

    @Test
    void collecting_never_fails_a_delivery() {
        kept.broken = true;
        say("5.0.0 Odd");
    }

    private void say(String text) {
        var fault = Fault.reply(Fault.Scope.RECIPIENT, Phase.RECIPIENT, Reply.of(554, text));
        diagnoser.diagnose("smtp", new Outcome.Refused(fault));
    }
}
