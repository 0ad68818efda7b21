package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdException;
import io.fromline.mail.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessageColumnsTest {

    private static final String HEADER = "From: ola@shop.example\r\nSubject: Order\r\n\r\n";

    @Property(tries = 200)
    void whatever_a_message_is_comes_back_as_it_was(@ForAll @Size(max = 3_000) byte[] bytes) {
        assertThat(MessageColumns.of(message(bytes)).bytes()).isEqualTo(bytes);
    }

    @Property(tries = 50)
    void and_so_does_one_that_repeats_itself(@ForAll @Size(min = 1, max = 200) byte[] line) {
        var bytes = new byte[line.length * 100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = line[i % line.length];
        }

        assertThat(MessageColumns.of(message(bytes)).bytes()).isEqualTo(bytes);
    }

    @Test
    void the_header_stands_apart_and_is_left_alone() {
        var columns = MessageColumns.of(message(HEADER + "Hello\r\n"));

        assertThat(columns.header()).asString().isEqualTo(HEADER);
        assertThat(columns.body()).asString().isEqualTo("Hello\r\n");
        assertThat(columns.bodySize()).isEqualTo(7);
    }

    @Test
    void a_message_may_have_no_body() {
        var columns = MessageColumns.of(message("From: ola@shop.example\r\n"));

        assertThat(columns.header()).asString().isEqualTo("From: ola@shop.example\r\n");
        assertThat(columns.bodySize()).isZero();
    }

    @Test
    void a_table_of_an_order_takes_a_fifth_of_the_room() {
        var page = new StringBuilder();
        for (int i = 0; page.length() < 10_000; i++) {
            page.append("<tr><td class=\"item\">Cup No. ")
                    .append(i * 7919 % 1_000)
                    .append("</td><td>12.50</td></tr>\r\n");
        }
        var columns = MessageColumns.of(message(HEADER + page));

        assertThat(columns.body().length).isLessThan(page.length() / 5);
        assertThat(columns.bytes()).asString().isEqualTo(HEADER + page);
    }

    @Test
    void an_attachment_that_is_compressed_already_loses_what_base64_added() {
        var attached = new byte[30_000];
        new Random(7).nextBytes(attached);
        var encoded = Base64.getMimeEncoder().encodeToString(attached);
        var columns = MessageColumns.of(message(HEADER + encoded));

        assertThat(columns.body().length).isLessThan(attached.length * 21 / 20);
        assertThat(columns.bytes()).asString().isEqualTo(HEADER + encoded);
    }

    @Test
    void octets_in_which_there_is_nothing_to_find_stay_as_they_are() {
        var noise = new byte[5_000];
        new Random(7).nextBytes(noise);

        assertThat(new MessageColumns(new byte[0], noise, noise.length).bytes()).isEqualTo(noise);
        assertThat(MessageColumns.of(message(with(HEADER, noise))).body()).isEqualTo(noise);
    }

    @Test
    void what_was_damaged_is_not_taken_for_a_message() {
        var whole = MessageColumns.of(message(HEADER + "a".repeat(5_000)));
        var cut = new MessageColumns(
                whole.header(), Arrays.copyOf(whole.body(), whole.body().length - 1), whole.bodySize());

        assertThatThrownBy(cut::bytes).isInstanceOf(ZstdException.class);
    }

    private static byte[] with(String header, byte[] body) {
        var bytes = Arrays.copyOf(header.getBytes(StandardCharsets.ISO_8859_1), header.length() + body.length);
        System.arraycopy(body, 0, bytes, header.length(), body.length);
        return bytes;
    }

    private static Message message(String text) {
        return message(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Message message(byte[] bytes) {
        return new Message("<1@shop.example>", bytes);
    }
}
