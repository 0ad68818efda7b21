package io.fromline.submission;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Adoption;
import io.fromline.mail.compose.Draft;
import io.fromline.mail.compose.SafeHeaders;
import io.fromline.mail.compose.WrittenMessage;
import io.fromline.submission.SubmissionStore.Content;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a message that the app wrote itself into one that may leave: checks its header, then puts it under the decided sender. */
final class Adopting {

    /** RFC 5321 §6.3 asks for at least 100 before a loop is suspected; an app's message has been nowhere yet. */
    private static final int MOST_HOPS = 100;

    /** RFC 5322 §3.6. */
    private static final Set<String> ONCE =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc", "date", "message-id", "subject");

    private final WrittenMessage written;
    private final Directions directions;
    private final ForeignFrom foreignFrom;

    Adopting(WrittenMessage written, Directions directions, ForeignFrom foreignFrom) {
        this.written = written;
        this.directions = directions;
        this.foreignFrom = foreignFrom;
    }

    Composition.Result under(Decision decision, Instant now) {
        var wrong = wrongHeader();
        if (wrong.isPresent()) {
            return new Composition.Wrong(wrong.get());
        }
        var author = Adoption.author(written).orElse(null);
        if (author != null && same(author.mailbox(), decision.from().mailbox())) {
            return own(decision, author, now);
        }
        if (!written.has("From")) {
            return composed(decision, null, false, now);
        }
        return switch (foreignFrom) {
            case REFUSE ->
                new Composition.Wrong(new Acceptance.Refused(
                        "submission.foreign_from",
                        "From",
                        Map.of("address", decision.from().mailbox().toString())));
            case REWRITE -> composed(rewritten(decision, author), author, false, now);
        };
    }

    /** The app uses the decided address: under its own name, and where all readers agree on it, as it was written. */
    private Composition.Result own(Decision decision, NamedMailbox author, Instant now) {
        boolean shared = decision.mode() == Mode.DEFAULT;
        boolean keep = Adoption.namesOnly(written, decision.from().mailbox()) && !(shared && posing(author));
        return composed(keep ? decision.from(author) : named(decision, author), null, keep, now);
    }

    private static Decision rewritten(Decision decision, @Nullable NamedMailbox author) {
        return (author == null ? decision : named(decision, author)).because("from_rewritten");
    }

    private static Decision named(Decision decision, NamedMailbox author) {
        var name = author.name().isEmpty() || posing(author) ? decision.from().name() : author.name();
        return decision.from(new NamedMailbox(name, decision.from().mailbox()));
    }

    /** A name that looks like an address would be one more From line. */
    private static boolean posing(NamedMailbox author) {
        return author.name().indexOf('@') >= 0;
    }

    private Composition.Result composed(
            Decision decision, @Nullable NamedMailbox repliesTo, boolean keepFrom, Instant now) {
        var messageId = "<" + Ids.next() + "@" + decision.from().mailbox().asciiDomain() + ">";
        var replyTo = repliesTo == null ? decision.replyTo() : repliesTo;
        var origin = new Draft.Origin(decision.from(), decision.sender(), replyTo, now, messageId);
        var message = Adoption.of(written, origin, keepFrom, Directions::concerns);
        boolean replyToAsked = written.has("Reply-To") || repliesTo != null;
        return new Composition.Composed(
                new Content(directions.subject(), message, replyToAsked, directions.metadata()), decision);
    }

    private Optional<Acceptance.Refused> wrongHeader() {
        var once = new HashSet<String>();
        for (var field : written.fields()) {
            var name = field.name().toLowerCase(Locale.ROOT);
            if (name.startsWith("resent-") || SafeHeaders.obeyed(name)) {
                return refused("submission.header_not_allowed", field.name());
            }
            if (ONCE.contains(name) && !once.add(name)) {
                return refused("submission.header_twice", field.name());
            }
        }
        return written.named("Received").size() > MOST_HOPS ? refused("submission.loop", "Received") : Optional.empty();
    }

    private static Optional<Acceptance.Refused> refused(String code, String field) {
        return Optional.of(new Acceptance.Refused(code, field, Map.of("name", field)));
    }

    /** Mail services tell local parts apart by letter case only in theory. */
    private static boolean same(Mailbox one, Mailbox other) {
        return one.domain().equals(other.domain()) && one.localPart().equalsIgnoreCase(other.localPart());
    }
}
