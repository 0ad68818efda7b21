package io.fromline.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Draft.Origin;
import io.fromline.mail.compose.Draft.Recipients;
import io.fromline.mail.read.MessageReader;
import io.fromline.mail.read.MessageView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mails as they leave, byte for byte, in {@code src/test/resources/mails}; and as people read them. */
class GoldenMailTest {

    private static final Instant DATE = Instant.parse("2026-11-23T18:30:00Z");
    private static final String ID = "<01a20a4b-0bf6-7599-9be3-ab8014b33d68@oak.example>";
    private static final Origin SHOP = new Origin(named("Świece i Dąb", "sklep@oak.example"), null, null, DATE, ID);
    private static final Recipients ANNA = to(named("", "anna@customers.example"));
    private static final byte[] PIXEL = HexFormat.of()
            .parseHex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b");

    @Test
    void polish_text() throws IOException {
        var draft = text(
                to(named("Żaneta Łęcka", "zaneta@customers.example")),
                "Zażółć gęślą jaźń",
                "Dzień dobry,\nw drodze.\n");

        var mail = golden("polish-text", draft);

        assertThat(field(mail, "Subject")).isEqualTo("Zażółć gęślą jaźń");
        assertThat(field(mail, "From")).isEqualTo("Świece i Dąb <sklep@oak.example>");
        assertThat(field(mail, "To")).isEqualTo("Żaneta Łęcka <zaneta@customers.example>");
        assertThat(mail.text()).isEqualTo("Dzień dobry,\r\nw drodze.\r\n");
    }

    @Test
    void html_gets_a_text_of_its_own() throws IOException {
        var html = "<h1>Thank you!</h1><p>Order <b>1042</b>. <a href=\"https://oak.example/o/1042\">Follow it</a></p>";

        var mail = golden("html-only", new Draft(SHOP, ANNA, "Your order 1042", null, html, List.of(), Map.of()));

        assertThat(mail.html()).contains("<b>1042</b>");
        assertThat(mail.text()).contains("Thank you!").contains("https://oak.example/o/1042");
    }

    @Test
    void names_in_many_scripts() throws IOException {
        var draft = text(
                to(
                        named("山田 太郎", "taro@customers.example"),
                        named("Иван Петров", "ivan@customers.example"),
                        named("O'Neil, \"Bob\"", "bob@customers.example"),
                        named("محمد", "m@customers.example")),
                "✓ 注文",
                "ok");

        assertThat(field(golden("scripts", draft), "To"))
                .contains("山田 太郎 <taro@customers.example>")
                .contains("Иван Петров")
                .contains("O'Neil, \\\"Bob\\\"")
                .contains("محمد");
    }

    @Test
    void what_is_long_is_folded_and_comes_together_again() throws IOException {
        var subject =
                "Zamówienie numer 1042 zostało właśnie przekazane przewoźnikowi i dotrze do Państwa w ciągu dwóch dni roboczych";

        var mail = golden("long", text(ANNA, subject, "x".repeat(1200)));

        assertThat(field(mail, "Subject")).isEqualTo(subject);
        assertThat(mail.text()).startsWith("x".repeat(1200));
    }

    @Test
    void a_picture_in_the_text_and_a_file_with_a_polish_name() throws IOException {
        var draft = new Draft(
                SHOP,
                ANNA,
                "Faktura",
                "Faktura w załączniku.",
                "<p>Faktura <img src=\"cid:logo\" alt=\"\"></p>",
                List.of(
                        new Attachment("logo.gif", "image/gif", PIXEL, "logo"),
                        new Attachment(
                                "Faktura – grudzień.pdf",
                                "application/pdf",
                                "%PDF-1.7".getBytes(StandardCharsets.US_ASCII),
                                null)),
                Map.of("X-Order", "1042"));

        var mail = golden("attachments", draft);

        assertThat(mail.html()).contains("data:image/gif;base64,");
        assertThat(mail.attachments())
                .containsExactly(new MessageView.Part("Faktura – grudzień.pdf", "application/pdf", 8));
    }

    @Test
    void a_mail_of_blind_copies_only() throws IOException {
        golden("blind-copies", text(new Recipients(List.of(), List.of()), "News", "To nobody in particular."));
    }

    @Test
    void a_local_part_beyond_ascii() throws IOException {
        var mail = golden("smtputf8", text(to(named("", "żaneta@skrzynki.example")), "Cześć", "Cześć!"));

        assertThat(field(mail, "To")).isEqualTo("żaneta@skrzynki.example");
    }

    @Test
    void an_own_address_over_the_platform() throws IOException {
        var origin = new Origin(
                named("Oak & Wick", "hello@oak.example"),
                Mailbox.of("shops@kramnica.example"),
                named("", "office@oak.example"),
                DATE,
                ID);

        golden(
                "branded",
                new Draft(
                        origin,
                        ANNA,
                        "Hi",
                        "Hello",
                        null,
                        List.of(),
                        Map.of("List-Unsubscribe", "<https://oak.example/u/1>")));
    }

    @Test
    void sent_anew_only_the_origin_changes() throws IOException {
        var origin =
                new Origin(named("Oak", "orders@oak.example"), null, null, DATE.plusSeconds(60), "<2@oak.example>");
        var first = MessageComposer.compose(text(ANNA, "Cześć", "Dzień dobry"));

        var anew = Readdressing.of(first, origin, true);

        compare("sent-anew", anew.bytes());
    }

    private static MessageView golden(String name, Draft draft) throws IOException {
        var bytes = MessageComposer.compose(draft).bytes();
        assertThat(MessageComposer.compose(draft).bytes())
                .as("the same draft, the same bytes")
                .isEqualTo(bytes);
        compare(name, bytes);
        return MessageReader.read(bytes);
    }

    private static void compare(String name, byte[] bytes) throws IOException {
        var actual = Path.of("target/mails", name + ".eml");
        Files.createDirectories(actual.getParent());
        Files.write(actual, bytes);
        assertThat(actual)
                .as("when the change is meant, copy mail/%s to src/test/resources/mails", actual)
                .hasSameBinaryContentAs(Path.of("src/test/resources/mails", name + ".eml"));
    }

    private static String field(MessageView mail, String name) {
        return mail.headers().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Draft text(Recipients recipients, String subject, String text) {
        return new Draft(SHOP, recipients, subject, text, null, List.of(), Map.of());
    }

    private static Recipients to(NamedMailbox... mailboxes) {
        return new Recipients(List.of(mailboxes), List.of());
    }

    private static NamedMailbox named(String name, String address) {
        return new NamedMailbox(name, Mailbox.of(address));
    }
}
