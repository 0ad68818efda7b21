package io.fromline.mail.compose;

import io.fromline.mail.Mailbox;
import io.fromline.mail.Message;
import io.fromline.mail.NamedMailbox;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message that an app wrote under the sender that was decided.
 *
 * <p>Who it is from is as decided; Bcc, and what is not the app's to say, goes; Date and Message-ID come where they are missing
 * (RFC 6409 §8). Everything else stays as it was written, octet by octet.
 */
public final class Adoption {

    private static final Set<String> REMOVED = Set.of("bcc", "return-path", "sender");

    private static final Pattern MESSAGE_ID =
            Pattern.compile("<[\\x21-\\x7E&&[^<>@]]{1,200}@[\\x21-\\x7E&&[^<>@]]{1,250}>");

    private static final Pattern PLAIN_AUTHOR = Pattern.compile(
            "(?:(?:\"[^\"\\\\]*\"|[^\"\\\\<>@,;:()\\[\\]]*)[ \\t]*<(?<named>[^\"<>, \\t]+)>|(?<alone>[^\"<>, \\t()]+))");

    static {
        // Named, what reads encoded words is not looked for in every jar for each of them.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
    }

    private Adoption() {}

    /** The one author that the message names; empty when there is none, or not exactly one that can be read. */
    public static Optional<NamedMailbox> author(WrittenMessage written) {
        var fields = written.named("From");
        if (fields.size() != 1) {
            return Optional.empty();
        }
        try {
            var addresses = InternetAddress.parseHeader(fields.getFirst().text(), false);
            if (addresses.length != 1 || addresses[0].isGroup()) {
                return Optional.empty();
            }
            var name = addresses[0].getPersonal();
            return Mailbox.parse(addresses[0].getAddress())
                    .map(mailbox -> new NamedMailbox(name == null ? "" : name, mailbox));
        } catch (AddressException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether its From names nobody but this mailbox in a way that no two readers can read differently. */
    public static boolean namesOnly(WrittenMessage written, Mailbox mailbox) {
        var matcher = PLAIN_AUTHOR.matcher(written.named("From").getFirst().text());
        return matcher.matches()
                && Stream.of(matcher.group("named"), matcher.group("alone"))
                        .anyMatch(address -> mailbox.wireForm().equalsIgnoreCase(address));
    }

    /**
     * The message as it leaves.
     *
     * @param origin its Reply-To is used where the message has none; its date and Message-ID likewise
     * @param keepFrom whether the message's own From stays as it was written
     * @param others fields that go, besides
     */
    public static Message of(
            WrittenMessage written, Draft.Origin origin, boolean keepFrom, Predicate<WrittenMessage.Field> others) {
        var fields = new ArrayList<String>();
        var messageId = messageId(written);
        added(written, origin, messageId).forEach(fields::add);
        for (var field : written.fields()) {
            if (field.is("From")) {
                fields.add(keepFrom ? field.raw() : from(origin));
            } else if (!REMOVED.contains(field.name().toLowerCase(Locale.ROOT))
                    && !(field.is("Message-ID") && messageId == null)
                    && !others.test(field)) {
                fields.add(field.raw());
            }
        }
        return new Message(messageId == null ? origin.messageId() : messageId, written.with(fields));
    }

    /** What stands above the app's own fields, since it was added later. */
    private static List<String> added(WrittenMessage written, Draft.Origin origin, @Nullable String messageId) {
        var fields = new ArrayList<String>();
        if (!written.has("Date")) {
            fields.add("Date: " + Fields.date(origin.date()));
        }
        if (!written.has("From")) {
            fields.add(from(origin));
        }
        if (origin.sender() != null && !origin.sender().equals(origin.from().mailbox())) {
            fields.add("Sender: " + Fields.octets(origin.sender().wireForm()));
        }
        if (!written.has("Reply-To") && origin.replyTo() != null) {
            fields.add("Reply-To: " + Fields.octets(Fields.mailboxes("Reply-To", List.of(origin.replyTo()))));
        }
        if (!written.has("To") && !written.has("Cc")) {
            fields.add("To: undisclosed-recipients:;");
        }
        if (messageId == null) {
            fields.add("Message-ID: " + origin.messageId());
        }
        return fields;
    }

    private static String from(Draft.Origin origin) {
        return "From: " + Fields.octets(Fields.mailboxes("From", List.of(origin.from())));
    }

    /** The message's own, if it is one (RFC 6409 §8.3). */
    private static @Nullable String messageId(WrittenMessage written) {
        return written.named("Message-ID").stream()
                .map(WrittenMessage.Field::text)
                .filter(id -> MESSAGE_ID.matcher(id).matches())
                .findFirst()
                .orElse(null);
    }
}
