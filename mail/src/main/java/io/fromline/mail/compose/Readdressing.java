package io.fromline.mail.compose;

import io.fromline.mail.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Sends a composed message anew as another: its own Message-ID and Date, and the sender of today; everything else stays. */
public final class Readdressing {

    private static final Set<String> REPLACED = Set.of("from", "sender", "date", "message-id");

    private Readdressing() {}

    /**
     * The message with another origin.
     *
     * @param keepReplyTo whether the message's own Reply-To stays
     */
    public static Message of(Message message, Draft.Origin origin, boolean keepReplyTo) {
        var whole = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        int end = whole.indexOf("\r\n\r\n");
        var fields = new ArrayList<>(newFields(origin, keepReplyTo));
        for (var field : whole.substring(0, end).split("\r\n(?![ \t])")) {
            var name = field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
            if (!REPLACED.contains(name) && (keepReplyTo || !name.equals("reply-to"))) {
                fields.add(field);
            }
        }
        var bytes = new ByteArrayOutputStream(message.bytes().length + 256);
        bytes.writeBytes(String.join("\r\n", fields).getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(message.bytes(), end, message.bytes().length - end);
        return new Message(origin.messageId(), bytes.toByteArray());
    }

    private static List<String> newFields(Draft.Origin origin, boolean keepReplyTo) {
        var fields = new ArrayList<String>();
        fields.add("Date: " + Fields.date(origin.date()));
        fields.add("From: " + utf8AsLatin1(Fields.mailboxes("From", List.of(origin.from()))));
        if (origin.sender() != null && !origin.sender().equals(origin.from().mailbox())) {
            fields.add("Sender: " + utf8AsLatin1(origin.sender().wireForm()));
        }
        if (!keepReplyTo && origin.replyTo() != null) {
            fields.add("Reply-To: " + utf8AsLatin1(Fields.mailboxes("Reply-To", List.of(origin.replyTo()))));
        }
        fields.add("Message-ID: " + origin.messageId());
        return fields;
    }

    private static String utf8AsLatin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
