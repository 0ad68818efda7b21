package io.fromline.mail.compose;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a composed message under another sender: as another message with its own Message-ID and Date, or as the same one by another
 * way. Everything else stays, octet by octet.
 */
public final class Readdressing {

    private static final Set<String> AUTHOR = Set.of("from", "sender");
    private static final Set<String> OF_ITS_OWN = Set.of("date", "message-id");

    private static final String END = "\r\n\r\n";

    private Readdressing() {}

    /**
     * From whom a message is.
     *
     * @param sender who really hands it in, where that is not the author (RFC 5322 §3.6.2)
     */
    public record Author(
            NamedMailbox from,
            @Nullable Mailbox sender,
            @Nullable NamedMailbox replyTo) {}

    /**
     * The message with another origin.
     *
     * @param keepReplyTo whether the message's own Reply-To stays
     */
    public static Message of(Message message, Draft.Origin origin, boolean keepReplyTo) {
        var fields = new ArrayList<String>();
        fields.add("Date: " + Fields.date(origin.date()));
        fields.addAll(authors(new Author(origin.from(), origin.sender(), origin.replyTo()), keepReplyTo));
        fields.add("Message-ID: " + origin.messageId());
        for (var field : kept(message, keepReplyTo)) {
            if (!OF_ITS_OWN.contains(name(field))) {
                fields.add(field);
            }
        }
        var header = octets(fields);
        int body = message.bodyStart();
        var bytes = new ByteArrayOutputStream(header.length + message.bytes().length - body);
        bytes.writeBytes(header);
        bytes.write(message.bytes(), body, message.bytes().length - body);
        return new Message(origin.messageId(), bytes.toByteArray());
    }

    /** The header of the same message under another author, with the empty line that ends it; the body stays as it is. */
    public static byte[] header(Message message, Author author, boolean keepReplyTo) {
        var fields = new ArrayList<>(authors(author, keepReplyTo));
        fields.addAll(kept(message, keepReplyTo));
        return octets(fields);
    }

    private static List<String> kept(Message message, boolean keepReplyTo) {
        var header = new String(message.bytes(), 0, message.bodyStart() - END.length(), StandardCharsets.ISO_8859_1);
        var kept = new ArrayList<String>();
        for (var field : header.split("\r\n(?![ \t])")) {
            var name = name(field);
            if (!AUTHOR.contains(name) && (keepReplyTo || !name.equals("reply-to"))) {
                kept.add(field);
            }
        }
        return kept;
    }

    /** A blank before the colon is obsolete, and still the same field (RFC 5322 §4.5). */
    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static List<String> authors(Author author, boolean keepReplyTo) {
        var fields = new ArrayList<String>();
        fields.add("From: " + Fields.octets(Fields.mailboxes("From", List.of(author.from()))));
        if (author.sender() != null && !author.sender().equals(author.from().mailbox())) {
            fields.add("Sender: " + Fields.octets(author.sender().wireForm()));
        }
        if (!keepReplyTo && author.replyTo() != null) {
            fields.add("Reply-To: " + Fields.octets(Fields.mailboxes("Reply-To", List.of(author.replyTo()))));
        }
        return fields;
    }

    private static byte[] octets(List<String> fields) {
        return (String.join("\r\n", fields) + END).getBytes(StandardCharsets.ISO_8859_1);
    }
}
