package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Draft;
import io.fromline.mail.compose.MessageComposer;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Fromline's own mail, by the same queue and log as any other. */
public final class PlatformMail implements SystemMail {

    private final Senders senders;
    private final Outbox outbox;
    private final InstantSource clock;

    public PlatformMail(Senders senders, Outbox outbox, InstantSource clock) {
        this.senders = senders;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public boolean send(TenantId onBehalf, SystemMail.Kind kind, Mailbox to, Content content) {
        var decision = senders.ofThePlatform();
        if (decision.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var from = decision.get().from();
        var messageId = "<" + Ids.next() + "@" + from.mailbox().asciiDomain() + ">";
        var message = MessageComposer.compose(new Draft(
                new Draft.Origin(from, null, null, now, messageId),
                new Draft.Recipients(List.of(new NamedMailbox("", to)), List.of()),
                content.subject(),
                content.text(),
                content.html(),
                List.of(),
                Map.of("Auto-Submitted", "auto-generated")));
        var entry = new SubmissionStore.Entry(
                Ids.next(),
                kind(kind),
                MessageClass.SECURITY,
                decision.get(),
                new SubmissionStore.Content(content.subject(), message, false, Map.of()),
                List.of(new SubmissionStore.Recipient(Ids.next(), to)),
                now);
        outbox.write(
                onBehalf,
                entry,
                SubmissionStore.Terms.none(now.atOffset(ZoneOffset.UTC).toLocalDate()));
        return true;
    }

    private static io.fromline.submission.Kind kind(SystemMail.Kind kind) {
        return switch (kind) {
            case VERIFICATION -> io.fromline.submission.Kind.VERIFICATION;
            case ALERT -> io.fromline.submission.Kind.ALERT;
            case ACCOUNT -> io.fromline.submission.Kind.ACCOUNT;
        };
    }
}
