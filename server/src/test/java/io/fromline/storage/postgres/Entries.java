package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.submission.Kind;
import io.fromline.submission.MessageClass;
import io.fromline.submission.SubmissionStore.Content;
import io.fromline.submission.SubmissionStore.Entry;
import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a shop sends from its own address over a route, as the store takes it. */
final class Entries {

    private Entries() {}

    static Entry over(Route route, Instant at, String... recipients) {
        return of("Subject: Hi\r\n\r\nHi\r\n", route, at, recipients);
    }

    static Entry of(String message, Route route, Instant at, String... recipients) {
        var sender = Mailbox.of("shop@shop.example");
        var decision = new Decision(
                Mode.CUSTOM,
                new NamedMailbox("Shop", sender),
                null,
                null,
                sender,
                new Decision.Way(route, 1, "mail.shop.example"),
                "pro",
                List.of());
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        return new Entry(
                Ids.next(),
                Kind.MESSAGE,
                MessageClass.TRANSACTIONAL,
                decision,
                new Content("Hi", new Message("<1@shop.example>", bytes), false, Map.of()),
                Stream.of(recipients)
                        .map(recipient -> new Recipient(Ids.next(), Mailbox.of(recipient)))
                        .toList(),
                at);
    }
}
