package io.fromline.mail.submission;

import io.fromline.mail.submission.LineReader.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks for user name and password by PLAIN (RFC 4616) or LOGIN (RFC 4954). */
final class LogInExchange {

    private final Channel channel;
    private final LineReader lines;
    private final Limits limits;

    LogInExchange(Channel channel, LineReader lines, Limits limits) {
        this.channel = channel;
        this.lines = lines;
        this.limits = limits;
    }

    /** What it ended with. */
    sealed interface Result {

        record Said(String user, String password) implements Result {

            /** Never shows the password. */
            @Override
            public String toString() {
                return "Said[***]";
            }
        }

        record Failed(Answer answer) implements Result {}
    }

    /** Goes on from AUTH's parameters. */
    Result run(String parameters) throws IOException {
        var words = parameters.split(" ", -1);
        if (words.length > 2 || words[0].isEmpty()) {
            return new Result.Failed(Answers.SYNTAX);
        }
        var initial = words.length == 2 ? words[1] : null;
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> plain(initial);
            case "LOGIN" -> login(initial);
            default -> new Result.Failed(Answers.NO_SUCH_MECHANISM);
        };
    }

    private Result plain(@Nullable String initial) throws IOException {
        return switch (initial == null ? ask("") : decoded(initial)) {
            case Heard.Failed(var answer) -> new Result.Failed(answer);
            case Heard.Text(var text) -> {
                var parts = text.split("\0", -1);
                // Acting for somebody else (an authorization identity) is not on offer.
                boolean itself = parts.length == 3 && (parts[0].isEmpty() || parts[0].equals(parts[1]));
                yield itself ? new Result.Said(parts[1], parts[2]) : new Result.Failed(Answers.NOT_BASE64);
            }
        };
    }

    private Result login(@Nullable String initial) throws IOException {
        var user = initial == null ? ask("VXNlcm5hbWU6") : decoded(initial);
        if (user instanceof Heard.Failed(var answer)) {
            return new Result.Failed(answer);
        }
        return switch (ask("UGFzc3dvcmQ6")) {
            case Heard.Failed(var answer) -> new Result.Failed(answer);
            case Heard.Text(var password) -> new Result.Said(((Heard.Text) user).text(), password);
        };
    }

    /** An answer of the client's, decoded. */
    private sealed interface Heard {

        record Text(String text) implements Heard {}

        record Failed(Answer answer) implements Heard {}
    }

    private Heard ask(String challenge) throws IOException {
        channel.say(Answer.of(334, "", challenge));
        channel.flush();
        channel.wire().patience(limits.patience().command());
        return switch (lines.read(limits.sizes().logInLine())) {
            case Line.Bad(var answer) -> new Heard.Failed(answer);
            case Line.Text(var text) -> text.equals("*") ? new Heard.Failed(Answers.LOG_IN_CANCELLED) : decoded(text);
        };
    }

    private static Heard decoded(String base64) {
        try {
            var octets = Base64.getDecoder().decode(base64.equals("=") ? "" : base64);
            return new Heard.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException notText) {
            return new Heard.Failed(Answers.NOT_BASE64);
        }
    }
}
