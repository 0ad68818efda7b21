package io.fromline.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds whatever a client sends, and however its octets are cut into packets. */
class SessionPropertiesTest {

    private static final String START = "EHLO a.example\r\nAUTH PLAIN " + Desk.PLAIN + "\r\n";
    private static final String ENVELOPE = "MAIL FROM:<a@shop.example>\r\nRCPT TO:<b@customers.example>\r\n";
    private static final String REAL_END = "\r\n.\r\n";

    private final Desk desk = new Desk();
    private final Memory memory = new Memory(20_000);

    @Property(tries = 3_000)
    void what_is_accepted_is_what_unstuffing_gives(@ForAll("pieces") List<String> pieces, @ForAll Random random) {
        desk.taken.clear();
        var stream = String.join("", pieces) + REAL_END;
        serve(START + ENVELOPE + "DATA\r\n" + stream, random, 40);

        // As the standard says it, with the tools of another trade: the first CRLF dot CRLF ends, a line's first dot
        // goes.
        var lines = "\r\n" + stream;
        var body = lines.substring(0, lines.indexOf(REAL_END) + 2)
                .replace("\r\n.", "\r\n")
                .substring(2);
        boolean clean = !body.replace("\r\n", "").matches("(?s).*[\r\n\0].*")
                && body.lines().allMatch(line -> line.length() <= 998)
                && body.length() <= 2_000;
        if (clean) {
            assertThat(desk.messages()).containsExactly(body);
        } else {
            assertThat(desk.messages()).isEmpty();
        }
    }

    @Property(tries = 1_000)
    void chunks_give_the_message_wherever_it_is_cut(
            @ForAll("cleanMessages") String message,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 50) int size) {
        desk.taken.clear();
        var commands = new StringBuilder(START + ENVELOPE);
        int at = 0;
        while (at < message.length()) {
            int end = Math.min(message.length(), at + random.nextInt(size + 1));
            commands.append("BDAT ").append(end - at).append("\r\n").append(message, at, end);
            at = end;
        }
        serve(commands + "BDAT 0 LAST\r\n", random, 30);

        assertThat(desk.messages()).containsExactly(message);
    }

    @Property(tries = 3_000)
    void nothing_a_client_says_breaks_a_session(@ForAll("conversations") List<String> said, @ForAll Random random) {
        desk.taken.clear();
        var octets = (random.nextInt(4) == 0 ? "" : START) + String.join("", said);
        var whole = serve(octets, new Random(1), 1 << 20);
        int taken = desk.taken.size();
        var messages = desk.messages();
        var inPieces = serve(octets, random, 7);

        assertThat(inPieces).as("the same answers however it is cut").isEqualTo(whole);
        assertThat(desk.messages().subList(taken, desk.taken.size())).isEqualTo(messages);
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n", "\0"));
        assertThat(whole.lines()).allMatch(line -> line.matches("[2345]\\d\\d[ -][\\x20-\\x7E]{0,500}"));
    }

    @Property(tries = 500)
    void random_octets_break_nothing(@ForAll @Size(max = 3_000) byte[] octets, @ForAll boolean inMessage) {
        desk.taken.clear();
        var all = new ByteArrayOutputStream();
        all.writeBytes((START + (inMessage ? ENVELOPE + "DATA\r\n" : "")).getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(octets);
        serve(all.toByteArray(), new Random(1), 100);
    }

    @Property(tries = 300)
    void a_message_beyond_the_limit_is_refused_and_not_kept(@ForAll @IntRange(min = 1_900, max = 9_000) int length) {
        desk.taken.clear();
        var message = ("x".repeat(98) + "\r\n").repeat(length / 100);
        var said = serve(START + ENVELOPE + "DATA\r\n" + message + ".\r\nNOOP\r\n", new Random(1), 1_000);

        assertThat(desk.messages()).isEqualTo(message.length() <= 2_000 ? List.of(message) : List.of());
        assertThat(said)
                .endsWith(message.length() <= 2_000 ? "Accepted\r\n250 2.0.0 Ok\r\n" : "large\r\n250 2.0.0 Ok\r\n");
    }

    private String serve(String octets, Random random, int longest) {
        return serve(octets.getBytes(StandardCharsets.ISO_8859_1), random, longest);
    }

    private String serve(byte[] octets, Random random, int longest) {
        var wire = new PiecewiseWire(octets, random, longest);
        new Session(new Session.House("mail.example", SubmissionDialoguesTest.LIMITS, memory, desk), wire).run();
        assertThat(memory.free()).isEqualTo(20_000);
        assertThat(desk.inside).isZero();
        return wire.said();
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "\r\n",
                        "\r",
                        "\n",
                        ".",
                        "..",
                        "a",
                        "\0",
                        "b c",
                        "\r\n.",
                        ".\r\n",
                        "é",
                        "x".repeat(998),
                        "\n.\n",
                        "QUIT\r\n")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> cleanMessages() {
        return Arbitraries.of("\r\n", ".", "a", "b c", "\r\n.\r\n", "é", "x".repeat(60))
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<List<String>> conversations() {
        return Arbitraries.of(
                        "MAIL FROM:<a@shop.example>\r\n",
                        "MAIL FROM:<> SIZE=10 BODY=8BITMIME SMTPUTF8\r\n",
                        "RCPT TO:<b@customers.example>\r\n",
                        "RCPT TO:<\u00c5\u0082@x.example>\r\n",
                        "RCPT TO:<x>\r\n",
                        "DATA\r\n",
                        ".\r\n",
                        "..\r\n",
                        "Subject: x\r\n\r\nHi\r\n",
                        "BDAT 5\r\nabcde",
                        "BDAT 4 LAST\r\nab\r\n",
                        "BDAT 3\r\nab",
                        "BDAT -1\r\n",
                        "RSET\r\n",
                        "NOOP\r\n",
                        "EHLO b.example\r\n",
                        "STARTTLS\r\n",
                        "AUTH LOGIN\r\n",
                        "AUTH PLAIN " + Desk.PLAIN + "\r\n",
                        "*\r\n",
                        "QUIT\r\n",
                        "\r\n",
                        "\n",
                        "\r",
                        "\0",
                        "\u00ff",
                        "x".repeat(150) + "\r\n")
                .list()
                .ofMaxSize(25);
    }
}
