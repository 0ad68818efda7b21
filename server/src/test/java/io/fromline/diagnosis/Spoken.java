package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Replies as they stand in the test data, and what a session would make of them. */
final class Spoken {

    private static final Pattern LINE = Pattern.compile("(?:([2-5]\\d\\d)(?: |-|;|$) ?)?(.*)");

    private Spoken() {}

    /** A reply in one string, lines parted by line feeds, codes in front of each; without one it has this code. */
    static Reply reply(String said, int code) {
        var lines = said.lines()
                .map(LINE::matcher)
                .filter(java.util.regex.Matcher::matches)
                .toList();
        var first = lines.getFirst().group(1);
        return Reply.of(
                first == null ? code : Integer.parseInt(first),
                lines.stream().map(line -> line.group(2)).toList());
    }

    /** Told in this phase; the scope is what no rule may lean on. */
    static Outcome outcome(Phase phase, Reply reply) {
        var fault = Fault.reply(Fault.Scope.PLATFORM, phase, reply);
        var enhanced = reply.enhanced();
        boolean passes = reply.transientNegative()
                || enhanced != null && enhanced.toString().equals("5.4.5");
        return passes ? new Outcome.Deferred(fault) : new Outcome.Refused(fault);
    }

    static <T> List<T> rows(String file, Class<T[]> type) {
        try (var stream = Objects.requireNonNull(Spoken.class.getResourceAsStream("/diagnosis/" + file))) {
            return List.of(JsonMapper.shared().readValue(stream, type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
