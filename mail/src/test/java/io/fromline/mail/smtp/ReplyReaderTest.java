package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ReplyReaderTest {

    @Property
    void readsBackWhateverRepliesAreWritten(
            @ForAll @IntRange(min = 200, max = 599) int code, @ForAll("texts") List<String> texts) throws IOException {
        var written = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            written.append(code)
                    .append(i < texts.size() - 1 ? '-' : ' ')
                    .append(texts.get(i))
                    .append("\r\n");
        }
        assertThat(read(written.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(Reply.of(code, texts));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().withCharRange(' ', '~').list().ofMinSize(1).ofMaxSize(ReplyReader.MOST_LINES);
    }

    /** Octets that look like replies, mostly: noise alone breaks at the first. */
    @Provide
    Arbitrary<byte[]> noise() {
        var piece = Arbitraries.oneOf(
                Arbitraries.of("250", "250-", "250 ok", "421", "\r\n", "\n", "\r", "\0", "999", "25", " ", "-", "ż"),
                Arbitraries.strings().all().ofMaxLength(5),
                Arbitraries.just("x".repeat(ReplyReader.LONGEST_LINE)));
        return piece.list()
                .ofMaxSize(80)
                .map(pieces -> pieces.stream().collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void readsOrBreaksButDoesNothingElse(@ForAll("noise") byte[] noise) throws IOException {
        try {
            var reply = read(noise);
            assertThat(reply.code()).isBetween(200, 599);
            assertThat(reply.lines()).hasSizeBetween(1, ReplyReader.MOST_LINES);
            assertThat(reply.lines())
                    .allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl));
        } catch (Broken e) {
            assertThat(e.kind()).isIn(Kind.PROTOCOL, Kind.CLOSED);
        }
    }

    @Property
    void readsOrBreaksOnRawOctets(@ForAll byte[] octets) throws IOException {
        readsOrBreaksButDoesNothingElse(octets);
    }

    @Example
    void readsTheEnhancedStatusCode() throws IOException {
        var reply = read("550-5.1.1 No\r\n550 5.1.1 such user\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(reply.enhanced()).hasToString("5.1.1");
    }

    @Example
    void doesNotLetAServerTurnOrHideTextInTheLog() throws IOException {
        var reply = read("550 a\u202eb\u0007c\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(reply.lines()).containsExactly("a\ufffdb\ufffdc");
    }

    private static Reply read(byte[] octets) throws IOException {
        return new ReplyReader(new ByteArrayInputStream(octets)).read();
    }
}
