package io.fromline.mail.compose;

import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Composes messages as bytes for the wire.
 *
 * <p>The same draft gives the same bytes. They are 7-bit unless an address needs SMTPUTF8, have CRLF line ends only, and
 * hold no header field that the draft's typed parts did not ask for.
 */
public final class MessageComposer {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x7E&&[^<>@]]+@[\\x21-\\x7E&&[^<>@]]+>");

    private static final Comparator<Map.Entry<String, String>> BY_NAME = Map.Entry.<String, String>comparingByKey(
                    String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Map.Entry.comparingByKey());

    private MessageComposer() {}

    /** Composes the draft; its header fields must have passed {@link SafeHeaders}. */
    public static Message compose(Draft draft) {
        var messageId = draft.origin().messageId();
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("not a message id: " + messageId);
        }
        var out = new MimeWriter();
        writeOrigin(out, draft.origin());
        writeRecipients(out, draft.recipients());
        out.field("Message-ID", messageId);
        out.field("Subject", Fields.text("Subject", draft.subject()));
        for (var header : draft.headers().entrySet().stream().sorted(BY_NAME).toList()) {
            write(out, header.getKey(), header.getValue());
        }
        out.field("MIME-Version", "1.0");
        new Parts(draft, out).write();
        return new Message(messageId, out.octets());
    }

    private static void writeOrigin(MimeWriter out, Draft.Origin origin) {
        out.field("Date", Fields.date(origin.date()));
        out.field("From", Fields.mailboxes("From", List.of(origin.from())));
        if (origin.sender() != null && !origin.sender().equals(origin.from().mailbox())) {
            out.field("Sender", origin.sender().wireForm());
        }
        if (origin.replyTo() != null) {
            out.field("Reply-To", Fields.mailboxes("Reply-To", List.of(origin.replyTo())));
        }
    }

    /** Where only blind copies go, an empty group says so; filters take a message without any recipient for spam. */
    private static void writeRecipients(MimeWriter out, Draft.Recipients recipients) {
        List<NamedMailbox> to = recipients.to();
        List<NamedMailbox> cc = recipients.cc();
        if (!to.isEmpty()) {
            out.field("To", Fields.mailboxes("To", to));
        } else if (cc.isEmpty()) {
            out.field("To", "undisclosed-recipients:;");
        }
        if (!cc.isEmpty()) {
            out.field("Cc", Fields.mailboxes("Cc", cc));
        }
    }

    private static void write(MimeWriter out, String name, String value) {
        if (!SafeHeaders.allowsName(name) || !SafeHeaders.allowsValue(name, value)) {
            throw new IllegalArgumentException("header field " + name + " is not allowed");
        }
        var text = value.strip();
        out.field(
                name,
                SafeHeaders.structured(name) ? EncodedWords.folded(name.length() + 2, text) : Fields.text(name, text));
    }
}
