package io.fromline.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.dns.Dns.Answer;
import io.fromline.dns.Dns.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;

/** Against a name server that speaks over UDP. */
class SystemDnsTest {

    private final DatagramSocket server = socket();
    private Dns dns;

    @BeforeEach
    void serve() throws IOException {
        var resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
        resolver.setPort(server.getLocalPort());
        resolver.setTimeout(Duration.ofMinutes(1)); // however busy the machine is
        dns = new SystemDns(resolver);
        Thread.startVirtualThread(this::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void values_are_told_as_text() {
        assertThat(dns.ask("here.example", Type.A)).isEqualTo(new Answer.Found(List.of("192.0.2.1")));
        assertThat(dns.ask("here.example", Type.AAAA)).isEqualTo(new Answer.Found(List.of("2001:db8:0:0:0:0:0:1")));
        assertThat(dns.ask("here.example.", Type.MX)).isEqualTo(new Answer.Found(List.of("mx.example")));
        assertThat(dns.ask("here.example", Type.TXT)).isEqualTo(new Answer.Found(List.of("v=spf1 ip4:192.0.2.1 -all")));
        assertThat(dns.ask("_submissions._tcp.here.example", Type.SRV))
                .isEqualTo(new Answer.Found(List.of("0 1 465 mail.example")));
        assertThat(dns.ask("192.0.2.1", Type.PTR)).isEqualTo(new Answer.Found(List.of("here.example")));
    }

    @Test
    void nothing_is_not_silence() {
        assertThat(dns.ask("nowhere.example", Type.TXT)).isEqualTo(new Answer.Nothing());
        assertThat(dns.ask("..", Type.TXT)).isEqualTo(new Answer.Nothing());
        assertThat(dns.ask("x".repeat(64) + ".example", Type.TXT)).isEqualTo(new Answer.Nothing());
        assertThat(dns.ask("broken.example", Type.TXT)).isEqualTo(new Answer.Unanswered());
    }

    private void answer() {
        var buffer = new byte[512];
        while (!server.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                server.receive(packet);
                var wire = reply(new Message(Arrays.copyOf(buffer, packet.getLength())))
                        .toWire();
                server.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static Message reply(Message asked) throws IOException {
        var question = asked.getQuestion();
        var reply = new Message(asked.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.addRecord(question, Section.QUESTION);
        switch (question.getName().toString()) {
            case "here.example.", "_submissions._tcp.here.example.", "1.2.0.192.in-addr.arpa." ->
                reply.addRecord(record(question), Section.ANSWER);
            case "broken.example." -> reply.getHeader().setRcode(Rcode.SERVFAIL);
            default -> reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply;
    }

    private static Record record(Record question) throws IOException {
        var name = question.getName();
        return switch (question.getType()) {
            case org.xbill.DNS.Type.A -> new ARecord(name, DClass.IN, 60, InetAddress.ofLiteral("192.0.2.1"));
            case org.xbill.DNS.Type.AAAA -> new AAAARecord(name, DClass.IN, 60, InetAddress.ofLiteral("2001:db8::1"));
            case org.xbill.DNS.Type.MX -> new MXRecord(name, DClass.IN, 60, 10, Name.fromString("mx.example."));
            case org.xbill.DNS.Type.PTR -> new PTRRecord(name, DClass.IN, 60, Name.fromString("here.example."));
            case org.xbill.DNS.Type.SRV ->
                new SRVRecord(name, DClass.IN, 60, 0, 1, 465, Name.fromString("mail.example."));
            default -> new TXTRecord(name, DClass.IN, 60, List.of("v=spf1 ip4:192.0.2.1", " -all"));
        };
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
