package io.fromline.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Draft.Origin;
import io.fromline.mail.compose.Draft.Recipients;
import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written into a mail, it stays where it was put. */
class ComposePropertiesTest {

    private static final Mailbox SHOP = Mailbox.of("sklep@oak.example");

    @Property(tries = 300)
    void no_text_becomes_a_header_field(
            @ForAll("nasty") String name, @ForAll("nasty") String subject, @ForAll("nasty") String text) {
        var bytes = MessageComposer.compose(draft(name, subject, text)).bytes();

        var fields = MessageReader.read(bytes).headers().stream()
                .map(MessageView.Field::name)
                .toList();
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
    }

    @Property(tries = 300)
    void every_line_ends_as_the_standard_wants_and_fits(@ForAll("nasty") String subject, @ForAll("nasty") String text) {
        var mail =
                new String(MessageComposer.compose(draft("Shop", subject, text)).bytes(), StandardCharsets.ISO_8859_1);

        assertThat(mail.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(mail.lines()).allMatch(line -> line.length() <= 998);
        assertThat(mail.chars()).allMatch(c -> c < 0x80);
    }

    @Property(tries = 300)
    void what_is_written_is_what_is_read(@ForAll("texts") String text) {
        var view = MessageReader.read(
                MessageComposer.compose(draft("Shop", "Hi", text)).bytes());

        assertThat(view.text().replace("\r\n", "\n").stripTrailing()).isEqualTo(text.stripTrailing());
    }

    @Property
    void reading_never_fails_on_any_bytes(@ForAll byte[] bytes) {
        assertThat(MessageReader.read(bytes)).isNotNull();
    }

    @Property(tries = 300)
    void reading_never_fails_on_a_mail_that_lost_bytes(@ForAll("nasty") String text, @ForAll int cut) {
        var mail = MessageComposer.compose(draft("Shop", text, text)).bytes();
        var cutMail = java.util.Arrays.copyOf(mail, Math.floorMod(cut, mail.length));

        assertThat(MessageReader.read(cutMail)).isNotNull();
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.strings()
                        .withChars("\r\n\t :<>@\"\\,;=?_.aZż日\u0000\u2028\u202E\uD83D")
                        .ofMaxLength(200),
                Arbitraries.of(
                        "a\r\nBcc: b@c.example", "=?UTF-8?B?DQpCY2M6IGI=?=", "\r\n\r\n<script>", ".\r\n.\r\nQUIT"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abc .=ż日\n").ofMaxLength(300);
    }

    private static Draft draft(String name, String subject, String text) {
        var anna = new NamedMailbox(name, Mailbox.of("anna@customers.example"));
        return new Draft(
                new Origin(new NamedMailbox(name, SHOP), null, null, Instant.EPOCH, "<1@oak.example>"),
                new Recipients(List.of(anna), List.of()),
                subject,
                text,
                null,
                List.of(),
                Map.of());
    }
}
