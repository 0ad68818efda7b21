package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Fault;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.peer.Dialogue;
import io.fromline.peer.ScriptedServer;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every file in {@code dialogues/} and compares what became of it with what its headers say.
 *
 * <p>Headers: {@code tls: implicit} (else STARTTLS), {@code login: user password} or {@code token: user token}, {@code from:},
 * {@code to:} (several lines send several messages, each for itself, or all in a stream with {@code stream: yes}), {@code message:}
 * ({@code \r\n} as escapes), {@code patience:} in milliseconds, {@code expect:} an outcome,
 * {@code step:} the steps, {@code trusted:} what the server is trusted with before, {@code trusted-then:} and afterwards.
 */
class DialogueTest {

    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final Trust TRUST = Trust.systemAnd(AUTHORITY.pem());
    private static final String SECRET = "correct-horse-battery";

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogues")
    void endsAsItsFileSays(String name, Path file) throws IOException {
        play(name, file, TRUST);
    }

    /** Where there is no BoringSSL, nothing else becomes of them. */
    @ParameterizedTest(name = "{0} by Java's TLS")
    @MethodSource("dialogues")
    void endsAsItsFileSaysByJavasTls(String name, Path file) throws IOException {
        play(name, file, TRUST.byJava());
    }

    private static void play(String name, Path file, Trust trust) throws IOException {
        var dialogue = Dialogue.parse(Files.readString(file));
        var transcript = new Transcript();
        try (var server = ScriptedServer.play(dialogue, DialogueTest::context)) {
            var outcomes = converse(dialogue, server.port(), trust, transcript);
            assertThat(server.surprises())
                    .as("surprises in %s\n%s", name, transcript)
                    .isEmpty();
            assertThat(outcomes).as("outcomes of %s\n%s", name, transcript).isEqualTo(dialogue.header("expect"));
            if (!dialogue.header("step").isEmpty()) {
                assertThat(String.join(" ", transcript.steps))
                        .as("steps of %s", name)
                        .isEqualTo(dialogue.header("step").getFirst());
            }
            assertThat(transcript.toString() + outcomes)
                    .doesNotContain(SECRET)
                    .doesNotContain(Redaction.base64(SECRET))
                    .doesNotContain(Redaction.base64("\0shop\0" + SECRET));
        }
    }

    static Stream<Arguments> dialogues() throws IOException, URISyntaxException {
        var folder = Path.of(DialogueTest.class.getResource("/dialogues").toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().map(file -> Arguments.of(file.getFileName().toString(), file)).toList().stream();
        }
    }

    private static List<String> converse(Dialogue dialogue, int port, Trust trust, Transcript transcript) {
        var egress = new Egress(_ -> List.of(InetAddress.ofLiteral("127.0.0.1")), Network.parseList("127.0.0.1"));
        var patience = Duration.ofMillis(Long.parseLong(first(dialogue, "patience", "10000")));
        var client = new SmtpClient(egress, trust, "client.example", Timeouts.all(patience));
        var host =
                new SmtpServer("mail.example", port, first(dialogue, "tls", "").equals("implicit"));
        dialogue.header("trusted")
                .forEach(what -> client.manners().lapsed(host, Manners.Trusted.valueOf(what.toUpperCase(Locale.ROOT))));
        var outcomes = switch (client.open(host, credentials(dialogue), transcript)) {
            case SmtpClient.Opening.Failed(Outcome outcome) -> List.of(describe("open", outcome));
            case SmtpClient.Opening.Opened(SmtpSession session) -> {
                try (session) {
                    yield sendAll(dialogue, session, transcript);
                }
            }
        };
        dialogue.header("trusted-then")
                .forEach(what -> assertThat(client.manners().of(host)).hasToString(what.toUpperCase(Locale.ROOT)));
        return outcomes;
    }

    private static List<String> sendAll(Dialogue dialogue, SmtpSession session, Transcript transcript) {
        var outcomes = new ArrayList<String>();
        var bytes = first(dialogue, "message", "Subject: Hi\\r\\n\\r\\n.dot\\r\\n")
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .getBytes(StandardCharsets.UTF_8);
        var message = new Message("<1@client.example>", bytes);
        var sender = Mailbox.of(first(dialogue, "from", "shop@client.example"));
        var offered = new ArrayDeque<Consignment>();
        for (var to : dialogue.header("to")) {
            var recipients = Arrays.stream(to.split(" ")).map(Mailbox::of).toList();
            offered.add(new Offered(new Envelope(sender, recipients), message, transcript, outcomes));
        }
        if (!dialogue.header("stream").isEmpty()) {
            session.send(offered::poll);
            offered.forEach(_ -> outcomes.add("not asked for"));
            return outcomes;
        }
        for (var one : offered) {
            one.settled(session.send(one.envelope(), one.message(), transcript));
        }
        return outcomes;
    }

    /** Notes what became of it. */
    private record Offered(Envelope envelope, Message message, Conversation conversation, List<String> outcomes)
            implements Consignment {

        @Override
        public void settled(Map<Mailbox, Outcome> settled) {
            settled.forEach((mailbox, outcome) -> outcomes.add(describe(mailbox.toString(), outcome)));
        }

        @Override
        public void left() {
            outcomes.add(envelope.recipients().getFirst() + " left");
        }
    }

    private static Credentials credentials(Dialogue dialogue) {
        if (!dialogue.header("login").isEmpty()) {
            var words = dialogue.header("login").getFirst().split(" ");
            return new Credentials.Password(words[0], words[1]);
        }
        if (!dialogue.header("token").isEmpty()) {
            var words = dialogue.header("token").getFirst().split(" ");
            return new Credentials.AccessToken(words[0], words[1]);
        }
        return new Credentials.None();
    }

    private static SSLContext context(String variant) {
        return switch (variant) {
            case "" -> AUTHORITY.serverContext("mail.example");
            case "expired" -> AUTHORITY.expiredServerContext("mail.example");
            case "wrong-name" -> AUTHORITY.serverContext("other.example");
            case "untrusted" -> TestAuthority.create().serverContext("mail.example");
            default -> throw new IllegalArgumentException(variant);
        };
    }

    private static String first(Dialogue dialogue, String header, String otherwise) {
        return dialogue.header(header).isEmpty()
                ? otherwise
                : dialogue.header(header).getFirst();
    }

    private static String describe(String who, Outcome outcome) {
        return who + " " + outcome.label()
                + switch (outcome) {
                    case Outcome.Accepted _ -> "";
                    case Outcome.Deferred(Fault fault) -> describe(fault);
                    case Outcome.Refused(Fault fault) -> describe(fault);
                    case Outcome.Uncertain(Fault fault) -> describe(fault);
                };
    }

    private static String describe(Fault fault) {
        return " %s %s %s".formatted(fault.scope(), fault.phase(), fault.kind()).toLowerCase(Locale.ROOT);
    }
}
