package io.fromline.mail.submission;

import io.fromline.mail.submission.Gatekeeper.Handed;
import io.fromline.mail.submission.LineReader.Line;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client, from the greeting to the end (RFC 5321, RFC 6409).
 *
 * <p>Mail is taken only after a log-in, and a log-in only under TLS. Nothing that a client sends makes it throw, and each wait for
 * the client has an end.
 */
final class Session {

    /** What a browser would say that a page has sent here. */
    private static final Set<String> HTTP =
            Set.of("GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "PATCH", "DELETE");

    /** Commands that hand in nothing, before one more accepted message. */
    private static final int MOST_IDLE_TALK = 1_000;

    private final House house;
    private final Channel channel;
    private final LineReader lines;
    private final Entrance entrance;
    private final Transaction transaction;
    private final long since = System.nanoTime();
    private boolean greeted;
    private int errors;
    private int talk;
    private int messages;

    /** What all sessions of a server have in common. */
    record House(String name, Limits limits, Memory memory, Gatekeeper gatekeeper) {}

    Session(House house, Wire wire) {
        this.house = house;
        this.channel = new Channel(wire, house.limits().patience().command());
        this.lines = new LineReader(channel);
        this.entrance = new Entrance(house, channel, lines);
        this.transaction = new Transaction(channel, house.limits(), house.memory(), this::take);
    }

    /** Serves the client until either leaves. */
    void run() {
        try {
            channel.say(Answer.of(220, "", house.name() + " ESMTP Fromline"));
            converse();
            channel.flush();
        } catch (SocketTimeoutException tooSlow) {
            say(Answers.TOO_SLOW);
        } catch (IOException gone) {
            // the client left, or was made to
        } finally {
            transaction.reset();
            entrance.left();
        }
    }

    /** The server leaves; a message under way is settled first. */
    void leave() {
        channel.leave(Answers.LEAVING);
    }

    private void say(Answer last) {
        try {
            channel.say(last);
            channel.flush();
        } catch (IOException gone) {
            // nobody is there to hear it
        }
    }

    private void converse() throws IOException {
        for (boolean on = true; on; ) {
            if (channel.awaitCommand(idle())) {
                channel.wire().patience(atMost(house.limits().patience().command()));
                on = answered(lines.read(house.limits().sizes().line()));
            } else {
                channel.say(Answers.LEAVING);
                on = false;
            }
        }
    }

    private Duration idle() {
        return entrance.client() == null ? atMost(house.limits().patience().idle()) : transaction.idle();
    }

    /** Before the log-in one limit holds for all that is said. */
    private Duration atMost(Duration patience) {
        if (entrance.client() != null) {
            return patience;
        }
        var left = house.limits().patience().logIn().minusNanos(System.nanoTime() - since);
        var some = left.isPositive() ? left : Duration.ZERO;
        return some.compareTo(patience) < 0 ? some : patience;
    }

    /** Whether the conversation goes on. */
    private boolean answered(Line line) throws IOException {
        var answer = switch (line) {
            case Line.Bad(var bad) -> bad;
            case Line.Text(var text) -> command(text);
        };
        if (answer == null) {
            return true;
        }
        channel.say(answer);
        count(answer);
        if (Answers.last(answer)) {
            return false;
        }
        if (errors > house.limits().counts().errors() || talk > MOST_IDLE_TALK) {
            channel.say(Answers.TOO_MANY_ERRORS);
            return false;
        }
        return true;
    }

    /** A wrong address among many, or one too many, is no misuse of the protocol. */
    private void count(Answer answer) {
        if (answer.equals(Answers.BAD_ADDRESS) || answer.equals(Answers.TOO_MANY_RECIPIENTS)) {
            talk++;
        } else if (answer.code() >= 500) {
            errors++;
        }
    }

    /** The answer; null when there is nothing to say. */
    private @Nullable Answer command(String line) throws IOException {
        int blank = line.indexOf(' ');
        var verb = (blank < 0 ? line : line.substring(0, blank)).toUpperCase(Locale.ROOT);
        var parameters = blank < 0 ? "" : line.substring(blank + 1).strip();
        if (HTTP.contains(verb)) {
            return Answers.NOT_HTTP;
        }
        return switch (verb) {
            case "EHLO", "HELO" -> hello(verb, parameters);
            case "STARTTLS" -> startTls(parameters);
            case "AUTH" -> logIn(parameters);
            case "MAIL", "RCPT", "DATA", "BDAT" -> refusal(verb) instanceof Answer no ? no : mail(verb, parameters);
            case "RSET" -> parameters.isEmpty() ? reset() : Answers.SYNTAX;
            case "NOOP" -> idleTalk(Answers.OK);
            case "VRFY" -> idleTalk(Answers.NOT_VERIFIED);
            case "HELP" -> idleTalk(Answer.of(214, "2.0.0", "Message submission by RFC 6409"));
            case "QUIT" -> parameters.isEmpty() ? Answers.GOODBYE : Answers.SYNTAX;
            default -> Answers.NO_SUCH_COMMAND;
        };
    }

    private Answer idleTalk(Answer answer) {
        talk++;
        return answer;
    }

    private Answer reset() {
        transaction.reset();
        return idleTalk(Answers.OK);
    }

    private Answer hello(String verb, String name) {
        if (name.isEmpty() || !name.matches("[\\x21-\\x7E]{1,255}")) {
            return Answers.SYNTAX;
        }
        transaction.reset();
        greeted = true;
        var offers =
                verb.equals("EHLO") ? Offers.of(house.limits(), channel.wire().encrypted()) : List.<String>of();
        return idleTalk(new Answer(
                250, "", Stream.concat(Stream.of(house.name()), offers.stream()).toList()));
    }

    private @Nullable Answer startTls(String parameters) throws IOException {
        if (channel.wire().encrypted()) {
            return Answers.NOT_NOW;
        }
        if (!parameters.isEmpty()) {
            return Answers.SYNTAX;
        }
        channel.say(Answers.TLS_NOW);
        channel.wire().patience(atMost(house.limits().patience().command()));
        channel.encrypt();
        // RFC 3207 §4.2: what was said before is void.
        greeted = false;
        transaction.reset();
        return null;
    }

    private Answer logIn(String parameters) throws IOException {
        if (!channel.wire().encrypted()) {
            return Answers.LOG_IN_NEEDS_TLS;
        }
        if (!greeted) {
            return Answers.EHLO_FIRST;
        }
        return entrance.client() == null ? entrance.logIn(parameters) : Answers.NOT_NOW;
    }

    /** Why no mail is taken yet; null when it is. */
    private @Nullable Answer refusal(String verb) {
        var no = !channel.wire().encrypted()
                ? Answers.TLS_FIRST
                : entrance.client() == null ? Answers.LOG_IN_FIRST : null;
        // The octets of a chunk would be taken for commands.
        return no != null && verb.equals("BDAT") ? Answers.BAD_CHUNK : no;
    }

    private Answer mail(String verb, String parameters) throws IOException {
        return switch (verb) {
            case "MAIL" ->
                messages >= house.limits().counts().messages()
                        ? Answers.TOO_MANY_MESSAGES
                        : transaction.mail(parameters);
            case "RCPT" -> transaction.rcpt(parameters);
            case "DATA" -> transaction.data(parameters);
            default -> transaction.bdat(parameters);
        };
    }

    private Answer take(Handed handed) {
        var answer = entrance.take(handed);
        messages++;
        if (answer.positive()) {
            errors = 0;
            talk = 0;
        }
        return answer;
    }
}
