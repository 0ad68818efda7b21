package io.fromline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalInboxTest {

    private final LocalInbox inbox = new LocalInbox(3);

    @Test
    void the_newest_stands_first_and_the_oldest_go() {
        for (int number = 1; number <= 4; number++) {
            inbox.add(mail("Order " + number, "anna@shop.example"));
        }

        assertThat(inbox.list(null, null, 10))
                .extracting(mail -> mail.header("Subject"))
                .containsExactly("Order 4", "Order 3", "Order 2");
    }

    @Test
    void a_message_to_two_lies_in_both_mailboxes() {
        inbox.add(mail("Both", "anna@shop.example", "Jan@shop.example"));

        assertThat(inbox.mailboxes()).containsExactly("anna@shop.example", "jan@shop.example");
        assertThat(inbox.list("jan@shop.example", null, 10)).hasSize(1);
    }

    @Test
    void a_page_goes_on_after_the_one_before() {
        inbox.add(mail("First", "anna@shop.example"));
        inbox.add(mail("Second", "anna@shop.example"));
        LocalInbox.Mail newest = inbox.list(null, null, 1).getFirst();

        assertThat(inbox.list(null, newest.id(), 10))
                .extracting(mail -> mail.header("Subject"))
                .containsExactly("First");
    }

    private static ReceivedMessage mail(String subject, String... recipients) {
        byte[] bytes = ("Subject: " + subject + "\r\n\r\nHello.\r\n").getBytes(StandardCharsets.US_ASCII);
        return new ReceivedMessage("shop", "", List.of(recipients), bytes, Instant.EPOCH);
    }
}
