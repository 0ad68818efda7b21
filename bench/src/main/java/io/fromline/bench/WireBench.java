package io.fromline.bench;

import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.mail.Consignment;
import io.fromline.mail.Conversation;
import io.fromline.mail.Envelope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.Outcome;
import io.fromline.mail.smtp.Credentials;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.SmtpServer;
import io.fromline.mail.smtp.SmtpSession;
import io.fromline.mail.smtp.Timeouts;
import io.fromline.mail.smtp.Trust;
import io.fromline.peer.TestAuthority;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the SMTP client alone, on one thread over one session: processor time a message, round trips a message, and processor time to
 * open a session.
 */
public final class WireBench {

    private static final String NONE = "";
    private static final String PIPELINING = "250-PIPELINING\r\n";
    private static final String CHUNKING = PIPELINING + "250-CHUNKING\r\n";
    private static final int ROUND_TRIP = 60;
    private static final int MESSAGES = 20_000;
    private static final int OPENINGS = 1_000;

    private final TestAuthority authority = TestAuthority.create();
    private final SmtpClient client = new SmtpClient(
            new Egress(_ -> List.of(InetAddress.getLoopbackAddress()), Network.parseList("127.0.0.1")),
            Trust.systemAnd(authority.pem()),
            "client.example",
            Timeouts.DEFAULT);

    /** Prints a table. */
    public static void main(String[] arguments) throws IOException {
        var bench = new WireBench();
        System.out.println("| what | measured |\n|---|---|");
        for (int size : new int[] {1_000, 10_000, 100_000}) {
            bench.perMessage(size, NONE, "one by one");
            bench.perMessage(size, PIPELINING, "PIPELINING");
            bench.perMessage(size, CHUNKING, "CHUNKING");
        }
        bench.overASlowLine(NONE, "one by one", 20);
        bench.overASlowLine(PIPELINING, "PIPELINING", 100);
        bench.overASlowLine(CHUNKING, "CHUNKING", 800);
        bench.openings();
        System.exit(0);
    }

    private void perMessage(int size, String extensions, String how) throws IOException {
        try (var sink = new WireSink(authority, extensions);
                var session = session(sink.port())) {
            int messages = size > 50_000 ? MESSAGES / 10 : MESSAGES;
            session.send(new Load(messages, size)); // until it is compiled
            double processor = processor();
            session.send(new Load(messages, size));
            row(how + ", " + size / 1000 + " KB: µs of processor time a message", (processor() - processor) / messages);
        }
    }

    private void overASlowLine(String extensions, String how, int messages) throws IOException {
        try (var sink = new WireSink(authority, extensions);
                var line = new SlowLine(sink.port(), ROUND_TRIP);
                var session = session(line.port())) {
            session.send(new Load(2, 4_000));
            long start = System.nanoTime();
            session.send(new Load(messages, 4_000));
            double trips = (System.nanoTime() - start) / 1e6 / ROUND_TRIP;
            row(how + ", 4 KB over " + ROUND_TRIP + " ms: round trips a message", trips / messages);
        }
    }

    /** Under a name that was never connected to there is no session to be resumed. */
    private void openings() throws IOException {
        try (var sink = new WireSink(authority, PIPELINING)) {
            opening("TLS session resumed", _ -> "mail.example", sink.port());
            opening("TLS session new", number -> "host" + number + ".mail.example", sink.port());
        }
    }

    private void opening(String what, IntFunction<String> host, int port) {
        for (int i = 0; i < OPENINGS; i++) {
            session(host.apply(i), port).close();
        }
        double processor = processor();
        for (int i = 0; i < OPENINGS; i++) {
            session(host.apply(OPENINGS + i), port).close();
        }
        row("opening and closing, " + what + ": µs of processor time", (processor() - processor) / OPENINGS);
    }

    private SmtpSession session(int port) {
        return session("mail.example", port);
    }

    private SmtpSession session(String host, int port) {
        var credentials = new Credentials.Password("bench", "bench-password");
        return switch (client.open(new SmtpServer(host, port, true), credentials, Conversation.SILENT)) {
            case SmtpClient.Opening.Opened(SmtpSession session) -> session;
            case SmtpClient.Opening.Failed(Outcome outcome) -> throw new IllegalStateException(outcome.toString());
        };
    }

    private static double processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e3;
    }

    private static void row(String what, double measured) {
        System.out.printf("| %s | %.2f |%n", what, measured);
    }

    /** So many messages of such a size, to one recipient each. */
    private static final class Load implements Supplier<@Nullable Consignment>, Consignment {

        private static final Envelope ENVELOPE =
                new Envelope(Mailbox.of("shop@shop.example"), List.of(Mailbox.of("recipient@customer.example")));

        private final Message message;
        private int left;

        Load(int messages, int size) {
            this.left = messages;
            var text = "Subject: bench\r\n\r\n" + ("x".repeat(76) + "\r\n").repeat(Math.max(1, size / 78));
            this.message = new Message("<1@shop.example>", text.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public @Nullable Consignment get() {
            return left-- > 0 ? this : null;
        }

        @Override
        public Envelope envelope() {
            return ENVELOPE;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public Conversation conversation() {
            return Conversation.SILENT;
        }

        @Override
        public void settled(Map<Mailbox, Outcome> outcomes) {
            if (!(outcomes.values().iterator().next() instanceof Outcome.Accepted)) {
                throw new IllegalStateException(outcomes.toString());
            }
        }

        @Override
        public void left() {
            throw new IllegalStateException("left");
        }
    }
}
