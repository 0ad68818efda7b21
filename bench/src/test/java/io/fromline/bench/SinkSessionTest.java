package io.fromline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SinkSessionTest {

    private final Sink sink = new Sink(Sink.Chunking.OFFERED);
    private final List<String> taken = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new SinkSession(sink, "250 localhost\r\n"));

    @BeforeEach
    void greeted() {
        sink.watch(taken::add);
        assertThat(replies()).containsExactly("220 localhost ESMTP");
    }

    @AfterEach
    void close() {
        channel.close();
        sink.close();
    }

    @Test
    void takesAPipelinedConversation() {
        say("EHLO a\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<one@b.example>\r\nDATA\r\n");
        assertThat(replies()).containsExactly("250 localhost", "250 2.0.0 Ok", "250 2.0.0 Ok", "354 Go ahead");
        say("Subject: x\r\n\r\n..\r\nDATA\r\n.\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<two@b.example>\r\nDATA\r\n");
        assertThat(replies()).containsExactly("250 2.0.0 Ok", "250 2.0.0 Ok", "250 2.0.0 Ok", "354 Go ahead");
        assertThat(taken).containsExactly("one");
    }

    @Test
    void findsTheEndOfAMessageWhereverItIsCut() {
        say("RCPT TO:<one@b.example>\r\nDATA\r\n");
        replies();
        for (char each : "x\r\n.\r\nQUIT\r\n".toCharArray()) {
            say(String.valueOf(each));
        }
        assertThat(replies()).containsExactly("250 2.0.0 Ok", "221 2.0.0 Bye");
        assertThat(taken).containsExactly("one");
    }

    @Test
    void takesChunksOfAnyOctets() {
        say("RCPT TO:<one@b.example>\r\nBDAT 7\r\n\r\n.\r\nQUBDAT 0 LAST\r\nRSET\r\n");
        assertThat(replies()).hasSize(4).allMatch(reply -> reply.startsWith("250"));
        assertThat(taken).containsExactly("one");
    }

    private void say(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.US_ASCII));
    }

    private List<String> replies() {
        var said = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            said.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return said.toString().lines().toList();
    }
}
