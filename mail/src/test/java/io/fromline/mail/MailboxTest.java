package io.fromline.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    @ParameterizedTest
    @CsvSource({
        "anna@customers.example, anna, customers.example, anna@customers.example",
        "Anna.Maria+shop@CUSTOMERS.example, Anna.Maria+shop, customers.example, Anna.Maria+shop@customers.example",
        "kontakt@świece.example, kontakt, świece.example, kontakt@xn--wiece-tcb.example",
        "kontakt@xn--wiece-tcb.example, kontakt, świece.example, kontakt@xn--wiece-tcb.example",
        "żaneta@skrzynki.example, żaneta, skrzynki.example, żaneta@skrzynki.example",
        "root@localhost, root, localhost, root@localhost",
    })
    void reads(String text, String local, String domain, String wire) {
        var mailbox = Mailbox.parse("  " + text + " ").orElseThrow();

        assertThat(mailbox).isEqualTo(new Mailbox(local, domain));
        assertThat(mailbox.wireForm()).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "a@",
                "@b.example",
                "a b@c.example",
                "a@b c.example",
                "a..b@c.example",
                ".a@c.example",
                "a.@c.example",
                "a@b@c.example",
                "<a@b.example>",
                "\"a b\"@c.example",
                "a@[127.0.0.1]",
                "a@127.0.0.1",
                "a@b.example.",
                "a@-b.example",
                "a\r\nRCPT TO:<x@y.example>@c.example",
                "a@b.example\r\nDATA",
                "a\u202E@b.example",
                "😀@b.example"
            })
    void refuses(String text) {
        assertThat(Mailbox.parse(text)).isEmpty();
    }

    @Property
    void what_is_read_can_be_said_on_the_wire_and_read_again(@ForAll("addresses") String text) {
        Mailbox.parse(text).ifPresent(mailbox -> {
            var wire = mailbox.wireForm();
            assertThat(wire).doesNotContainPattern("[\\p{Cntrl}\\s<>\"\\\\]");
            assertThat(wire.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(254);
            assertThat(Mailbox.parse(wire)).contains(mailbox);
            assertThat(Mailbox.parse(mailbox.toString())).contains(mailbox);
        });
    }

    @Provide
    Arbitrary<String> addresses() {
        var part = Arbitraries.oneOf(
                Arbitraries.strings().withChars("abz09.-_+'żß日 \r\n<>@\"").ofMaxLength(40),
                Arbitraries.strings().ofMaxLength(20));
        return part.flatMap(local -> part.map(domain -> local + "@" + domain + ".example"));
    }
}
