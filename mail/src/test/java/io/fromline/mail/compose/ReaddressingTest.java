package io.fromline.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The same message by another way: another author, and nothing else. */
class ReaddressingTest {

    private static final String WRITTEN = """
            Date: Thu, 26 Nov 2026 08:00:00 +0000
            From : "Shop"
             <orders@shop.example>
            Sender: someone@shop.example
            Reply-To: app@shop.example
            Message-ID: <1@shop.example>
            To: Anna <anna@b.example>
            Subject: =?UTF-8?Q?Za=C5=BC?=

            From: this is the body

            and its end
            """.replace("\n", "\r\n");

    private static final Message MESSAGE =
            new Message("<1@shop.example>", WRITTEN.getBytes(StandardCharsets.ISO_8859_1));

    private static final Readdressing.Author PLATFORM = new Readdressing.Author(
            new NamedMailbox("Żaba", Mailbox.of("mail@market.example")),
            null,
            new NamedMailbox("Shop", Mailbox.of("orders@shop.example")));

    @Test
    void only_the_author_changes_however_it_was_written() {
        assertThat(header(false)).isEqualTo("""
                From: =?UTF-8?B?xbthYmE=?= <mail@market.example>
                Reply-To: Shop <orders@shop.example>
                Date: Thu, 26 Nov 2026 08:00:00 +0000
                Message-ID: <1@shop.example>
                To: Anna <anna@b.example>
                Subject: =?UTF-8?Q?Za=C5=BC?=

                """.replace("\n", "\r\n"));
    }

    @Test
    void a_reply_to_that_the_app_asked_for_stays() {
        assertThat(header(true)).contains("Reply-To: app@shop.example\r\n").doesNotContain("Reply-To: Shop");
    }

    @Test
    void header_and_body_meet_where_they_did() {
        var body = WRITTEN.substring(MESSAGE.bodyStart());
        assertThat(body).startsWith("From: this is the body").endsWith("and its end\r\n");
    }

    private static String header(boolean keepReplyTo) {
        return new String(Readdressing.header(MESSAGE, PLATFORM, keepReplyTo), StandardCharsets.ISO_8859_1);
    }
}
