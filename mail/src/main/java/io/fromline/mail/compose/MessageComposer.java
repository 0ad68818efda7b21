package io.fromline.mail.compose;

import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Composes messages as bytes for the wire.
 *
 * <p>The same draft gives the same bytes. They are 7-bit unless an address needs SMTPUTF8, have CRLF line ends only, and
 * hold no header field that the draft's typed parts did not ask for.
 */
public final class MessageComposer {

    private static final Session SESSION = session();

    private static final Comparator<Map.Entry<String, String>> BY_NAME = Map.Entry.<String, String>comparingByKey(
                    String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Map.Entry.comparingByKey());

    private MessageComposer() {}

    /** Composes the draft; its header fields must have passed {@link SafeHeaders}. */
    public static Message compose(Draft draft) {
        try {
            var messageId = draft.origin().messageId();
            var message = new Fixed(messageId);
            writeOrigin(message, draft.origin());
            writeRecipients(message, draft.recipients());
            message.setHeader("Subject", Fields.text("Subject", draft.subject()));
            for (var header :
                    draft.headers().entrySet().stream().sorted(BY_NAME).toList()) {
                write(message, header.getKey(), header.getValue());
            }
            new Parts(draft, new Boundaries(messageId)).into(message);
            message.saveChanges();
            var bytes = new ByteArrayOutputStream(4096);
            message.writeTo(bytes);
            return new Message(messageId, bytes.toByteArray());
        } catch (MessagingException e) {
            throw new IllegalArgumentException("a draft that passed its checks cannot be composed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeOrigin(MimeMessage message, Draft.Origin origin) throws MessagingException {
        message.setHeader("Date", Fields.date(origin.date()));
        message.setHeader("From", Fields.mailboxes("From", List.of(origin.from())));
        if (origin.sender() != null && !origin.sender().equals(origin.from().mailbox())) {
            message.setHeader("Sender", origin.sender().wireForm());
        }
        if (origin.replyTo() != null) {
            message.setHeader("Reply-To", Fields.mailboxes("Reply-To", List.of(origin.replyTo())));
        }
    }

    /** Where only blind copies go, an empty group says so; filters take a message without any recipient for spam. */
    private static void writeRecipients(MimeMessage message, Draft.Recipients recipients) throws MessagingException {
        List<NamedMailbox> to = recipients.to();
        List<NamedMailbox> cc = recipients.cc();
        if (!to.isEmpty()) {
            message.setHeader("To", Fields.mailboxes("To", to));
        } else if (cc.isEmpty()) {
            message.setHeader("To", "undisclosed-recipients:;");
        }
        if (!cc.isEmpty()) {
            message.setHeader("Cc", Fields.mailboxes("Cc", cc));
        }
    }

    private static void write(MimeMessage message, String name, String value) throws MessagingException {
        if (!SafeHeaders.allowsName(name) || !SafeHeaders.allowsValue(name, value)) {
            throw new IllegalArgumentException("header field " + name + " is not allowed");
        }
        var text = value.strip();
        message.addHeader(
                name,
                SafeHeaders.structured(name) ? EncodedWords.folded(name.length() + 2, text) : Fields.text(name, text));
    }

    /** Header fields are encoded by us; what is left beyond ASCII are local parts, and they go as UTF-8 (RFC 6532). */
    private static Session session() {
        // Named, it is not looked for in every jar for each part of each message.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        var properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    /** Keeps the Message-ID it was given. */
    private static final class Fixed extends MimeMessage {

        private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x7E&&[^<>@]]+@[\\x21-\\x7E&&[^<>@]]+>");

        private final String messageId;

        Fixed(String messageId) {
            super(SESSION);
            if (!MESSAGE_ID.matcher(messageId).matches()) {
                throw new IllegalArgumentException("not a message id: " + messageId);
            }
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
