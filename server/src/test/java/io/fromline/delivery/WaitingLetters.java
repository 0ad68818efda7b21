package io.fromline.delivery;

import io.fromline.mail.Mailbox;
import io.fromline.queue.Claim;
import io.fromline.queue.MailTransaction;
import io.fromline.queue.Priority;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.UUID;

/** Mail of some tenant over the platform's relay, of which nothing matters but whose it is, how urgent, and to how many. */
final class WaitingLetters {

    private WaitingLetters() {}

    static MailTransaction of(TenantId tenant, Priority priority, int recipients) {
        var claim = new Claim(
                new UUID(0, 2),
                0,
                tenant,
                new UUID(0, 3),
                new UUID(0, 4),
                LocalDate.EPOCH,
                Mailbox.of("a@b.example"),
                "",
                new Route(TenantId.PLATFORM, new UUID(0, 1)),
                0,
                Instant.EPOCH);
        return new MailTransaction(Collections.nCopies(recipients, claim), priority, null);
    }
}
