package io.fromline.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.Dialogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Plays the dialogues of {@code submissions/}, in which {@code C:} is a program that hands in mail.
 *
 * <p>Their headers: {@code start: tls} or {@code start: logged-in}; {@code taken:} a message that must have been taken, in order;
 * {@code to:} its recipients.
 */
class SubmissionDialoguesTest {

    static final Limits LIMITS = new Limits(
            new Limits.Sizes(2_000, 100, 200, 20_000),
            new Limits.Counts(3, 4, 5, 10, 10),
            new Limits.Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    new Limits.Pace(Duration.ofSeconds(10), 1_000),
                    Duration.ofSeconds(10)));

    private static final String LOG_IN = """
            S: 220 mail.example *
            C: EHLO app.example
            S: 250-mail.example
            S: 250-PIPELINING
            S: 250-SIZE 2000
            S: 250-8BITMIME
            S: 250-SMTPUTF8
            S: 250-CHUNKING
            S: 250-ENHANCEDSTATUSCODES
            S: 250-LIMITS RCPTMAX=3 MAILMAX=4
            S: 250 AUTH PLAIN LOGIN
            C: AUTH PLAIN %s
            S: 235 2.7.0 Logged in
            """.formatted(Desk.PLAIN);

    @TestFactory
    Stream<DynamicTest> dialogues() throws IOException {
        List<Path> files;
        try (var all = Files.list(Path.of("src/test/resources/submissions"))) {
            files = all.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        return files.stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> play(Files.readString(file))));
    }

    private static void play(String text) {
        var start = Dialogue.parse(text).header("start");
        var dialogue = Dialogue.parse(start.contains("logged-in") ? text.replaceFirst("\n\n", "\n\n" + LOG_IN) : text);
        var desk = new Desk();
        var memory = new Memory(LIMITS.sizes().memory());
        var wire = new PlayedWire(dialogue, !start.isEmpty());
        new Session(new Session.House("mail.example", LIMITS, memory, desk), wire).run();

        wire.over();
        assertThat(desk.messages())
                .isEqualTo(dialogue.header("taken").stream()
                        .map(message -> message.replace("\\r", "\r").replace("\\n", "\n"))
                        .toList());
        assertThat(desk.taken.stream()
                        .map(handed -> handed.recipients().stream()
                                .map(Object::toString)
                                .reduce((a, b) -> a + " " + b)
                                .orElse(""))
                        .toList())
                .isEqualTo(dialogue.header("to"));
        assertThat(desk.inside).as("who was let in has left").isZero();
        assertThat(memory.free())
                .as("all memory was given back")
                .isEqualTo(LIMITS.sizes().memory());
    }
}
