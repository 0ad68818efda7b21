package io.fromline.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageBytesTest {

    @Property
    void nothingInAMessageEndsTheData(@ForAll("lines") List<String> lines) throws IOException {
        var text = String.join("\r\n", lines);
        var wire = wire(text);
        assertThat("\r\n" + wire).endsWith("\r\n");
        assertThat("\r\n" + wire).doesNotContain("\r\n.\r\n");
        var undone = ("\r\n" + wire).replace("\r\n.", "\r\n").substring(2);
        assertThat(undone).isEqualTo(text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n");
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars(".a \t")
                .ofMaxLength(5)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Example
    void findsLineEndsThatOtherServersMightTakeForTheEnd() {
        assertThat(bytes("a\r\nb\r\n").wellFormed()).isTrue();
        for (var text : List.of("a\nb\r\n", "a\rb\r\n", "a\r", "\n.\r\n", "a\r\r\n", "a\0b\r\n")) {
            assertThat(bytes(text).wellFormed()).as(text).isFalse();
        }
    }

    @Example
    void tellsEightBitHeadersFromEightBitBodies() {
        assertThat(bytes("Subject: ż\r\n\r\nx").eightBitHeader()).isTrue();
        assertThat(bytes("Subject: z\r\n\r\nż").eightBitHeader()).isFalse();
        assertThat(bytes("Subject: z\r\n\r\nż").eightBit()).isTrue();
        assertThat(bytes("Subject: z\r\n\r\nz").eightBit()).isFalse();
    }

    private static String wire(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        var outgoing = new Outgoing(out);
        bytes(text).stuffedTo(outgoing);
        outgoing.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static MessageBytes bytes(String text) {
        return new MessageBytes(new Message("<1@a.example>", text.getBytes(StandardCharsets.UTF_8)));
    }
}
