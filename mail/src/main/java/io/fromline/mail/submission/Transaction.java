package io.fromline.mail.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.submission.Gatekeeper.Handed;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One message from MAIL to its last octet (RFC 5321 §3.3, RFC 3030). */
final class Transaction {

    private static final Pattern CHUNK =
            Pattern.compile("(?<octets>\\d{1,10})(?<last> +LAST)? *", Pattern.CASE_INSENSITIVE);

    private final Channel channel;
    private final Limits limits;
    private final Memory memory;
    private final Function<Handed, Answer> taking;
    private final Set<Mailbox> recipients = new LinkedHashSet<>();
    private @Nullable Mailbox returnPath;
    private @Nullable Content chunks;
    private boolean begun;
    private boolean utf8;
    private long chunksSince;
    private int named;

    Transaction(Channel channel, Limits limits, Memory memory, Function<Handed, Answer> taking) {
        this.channel = channel;
        this.limits = limits;
        this.memory = memory;
        this.taking = taking;
    }

    /** Forgets everything said so far. */
    void reset() {
        if (chunks != null) {
            chunks.drop();
            chunks = null;
        }
        recipients.clear();
        named = 0;
        returnPath = null;
        begun = false;
        utf8 = false;
    }

    /** Whether the client has said MAIL. */
    boolean begun() {
        return begun;
    }

    /** How long the client may be silent now: in the middle of a message only as long as that may take. */
    Duration idle() {
        if (chunks == null) {
            return limits.patience().idle();
        }
        var left = limits.patience().data().of(chunks.seen()).minusNanos(System.nanoTime() - chunksSince);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    Answer mail(String text) {
        if (begun) {
            return Answers.NOT_NOW;
        }
        var path = PathParser.parse("FROM", text);
        if (path == null) {
            return Answers.SYNTAX;
        }
        var flaw = MailParameters.ofMail(path, limits.sizes());
        if (flaw != null) {
            return flaw;
        }
        boolean announced = path.parameters().containsKey("SMTPUTF8");
        if (path.beyondAscii() && !announced) {
            return Answers.NEEDS_SMTPUTF8;
        }
        var mailbox = path.mailbox();
        if (mailbox.isEmpty() && !path.address().isEmpty()) {
            return Answers.BAD_SENDER;
        }
        returnPath = mailbox.orElse(null);
        utf8 = announced;
        begun = true;
        return Answer.of(250, "2.1.0", "Ok");
    }

    Answer rcpt(String text) {
        if (!begun || chunks != null) {
            return Answers.NOT_NOW;
        }
        var path = PathParser.parse("TO", text);
        if (path == null) {
            return Answers.SYNTAX;
        }
        var flaw = MailParameters.ofRcpt(path.parameters());
        if (flaw != null) {
            return flaw;
        }
        if (path.beyondAscii() && !utf8) {
            return Answers.NEEDS_SMTPUTF8;
        }
        var mailbox = path.mailbox();
        if (mailbox.isEmpty()) {
            return Answers.BAD_ADDRESS;
        }
        if (named == limits.counts().recipients()) {
            return Answers.TOO_MANY_RECIPIENTS;
        }
        named++;
        recipients.add(mailbox.get());
        return Answer.of(250, "2.1.5", "Ok");
    }

    Answer data(String parameters) throws IOException {
        if (!parameters.isEmpty()) {
            return Answers.SYNTAX;
        }
        if (!begun || chunks != null) {
            return Answers.NOT_NOW;
        }
        if (recipients.isEmpty()) {
            return Answers.NO_RECIPIENTS;
        }
        channel.say(Answers.GO_AHEAD);
        var content = new Content(limits.sizes().message(), memory);
        try {
            var stuffed = new DotStuffed(content);
            long since = System.nanoTime();
            while (!stuffed.ended()) {
                if (tooMuch(content.seen())) {
                    return Answers.OVERFLOW;
                }
                await(since, content.seen());
                channel.feed(stuffed::add);
            }
            return hand(content);
        } finally {
            content.drop();
            reset();
        }
    }

    /** One chunk; its octets are read whatever the answer is, or the connection ends: they must never be taken for commands. */
    Answer bdat(String text) throws IOException {
        var matcher = CHUNK.matcher(text);
        if (!matcher.matches() || tooMuch(Long.parseLong(matcher.group("octets")))) {
            return Answers.BAD_CHUNK;
        }
        if (chunks == null) {
            chunks = new Content(limits.sizes().message(), memory);
            chunksSince = System.nanoTime();
        }
        var content = chunks;
        for (long left = Long.parseLong(matcher.group("octets")); left > 0; ) {
            await(chunksSince, content.seen());
            left -= feed(content, left);
        }
        if (!begun || recipients.isEmpty()) {
            var answer = begun ? Answers.NO_RECIPIENTS : Answers.NOT_NOW;
            reset();
            return answer;
        }
        boolean last = matcher.group("last") != null;
        if (last) {
            content.end();
        }
        if (!last && content.flaw() == null) {
            return Answer.of(250, "2.0.0", "Octets received");
        }
        try {
            return hand(content);
        } finally {
            reset();
        }
    }

    private int feed(Content content, long most) throws IOException {
        return channel.feed((from, start, end) -> {
            int count = (int) Math.min(end - start, most);
            content.add(from, start, start + count);
            return count;
        });
    }

    private Answer hand(Content content) {
        var flaw = content.flaw();
        if (flaw != null) {
            return flaw;
        }
        // What a store takes is the server's time, not the client's.
        channel.wire().patience(null);
        return taking.apply(new Handed(returnPath, List.copyOf(recipients), content.bytes()));
    }

    /** A message too large is read to its end for a while, so that the client hears why it is refused. */
    private boolean tooMuch(long octets) {
        return octets > 2L * limits.sizes().message() + (1 << 20);
    }

    private void await(long since, long octets) throws IOException {
        if (!channel.hasMore()) {
            channel.flush();
            var left = limits.patience().data().of(octets).minusNanos(System.nanoTime() - since);
            channel.wire().patience(left.isPositive() ? left : Duration.ZERO);
        }
    }
}
