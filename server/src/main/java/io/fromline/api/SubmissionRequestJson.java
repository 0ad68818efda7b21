package io.fromline.api;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.mail.compose.Attachment;
import io.fromline.submission.MessageClass;
import io.fromline.submission.Metadata;
import io.fromline.submission.SubmissionRequest;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to send as it comes in; an address is {@code a@b.example} or {@code Name <a@b.example>}.
 *
 * @param messageClass named {@code class} in JSON
 */
record SubmissionRequestJson(
        @Nullable List<@Nullable String> to,
        @Nullable List<@Nullable String> cc,
        @Nullable List<@Nullable String> bcc,
        @Nullable String replyTo,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable List<@Nullable AttachmentJson> attachments,
        @Nullable Map<String, @Nullable String> headers,

        @com.fasterxml.jackson.annotation.JsonProperty("class") @Nullable
        String messageClass,

        @Nullable Map<String, @Nullable String> metadata) {

    private static final Pattern UNQUOTED_ADDRESS = Pattern.compile("^[^\"]*[@,;<>]");
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");

    /**
     * A file.
     *
     * @param content base64
     * @param contentId for an image that the HTML shows by {@code cid:}
     */
    record AttachmentJson(
            @Nullable String name,
            @Nullable String type,
            @Nullable String content,
            @Nullable String contentId) {}

    /** The request, or a problem that names the field. */
    SubmissionRequest checked() {
        var replyTo = replyTo();
        return new SubmissionRequest(
                mailboxes(to, "to"),
                mailboxes(cc, "cc"),
                mailboxes(bcc, "bcc"),
                replyTo == null ? null : mailbox(replyTo, "replyTo"),
                Require.present(subject, "subject"),
                text,
                html,
                files(),
                strings(headers, "headers"),
                kind(),
                notes());
    }

    private MessageClass kind() {
        return messageClass == null
                ? MessageClass.TRANSACTIONAL
                : MessageClass.of(messageClass).orElseThrow(() -> Problem.field("class", "submission.class_unknown"));
    }

    private Map<String, String> notes() {
        var notes = strings(metadata, "metadata");
        if (!Metadata.allows(notes)) {
            throw Problem.field("metadata", "submission.metadata", "max", Metadata.MOST);
        }
        return notes;
    }

    private static Map<String, String> strings(@Nullable Map<String, @Nullable String> given, String field) {
        if (given == null) {
            return Map.of();
        }
        var strings = new java.util.LinkedHashMap<String, String>();
        given.forEach((name, value) -> strings.put(name, Require.present(value, field + "." + name)));
        return strings;
    }

    private List<Attachment> files() {
        var files = new ArrayList<Attachment>();
        for (var given : attachments == null ? List.<@Nullable AttachmentJson>of() : attachments) {
            var file = Require.present(given, "attachments");
            var content = Require.present(file.content(), "attachments.content");
            try {
                files.add(new Attachment(
                        Require.present(file.name(), "attachments.name"),
                        Require.present(file.type(), "attachments.type"),
                        // Strict but for line ends: a lenient decoder would send a broken file.
                        Base64.getDecoder().decode(LINE_ENDS.matcher(content).replaceAll("")),
                        file.contentId()));
            } catch (IllegalArgumentException notBase64) {
                throw Problem.field("attachments.content", "request.wrong_type", "field", "attachments.content");
            }
        }
        return files;
    }

    private static List<NamedMailbox> mailboxes(@Nullable List<@Nullable String> given, String field) {
        var mailboxes = new ArrayList<NamedMailbox>();
        for (var text : given == null ? List.<@Nullable String>of() : given) {
            mailboxes.add(mailbox(Require.present(text, field), field));
        }
        return mailboxes;
    }

    private static NamedMailbox mailbox(String text, String field) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw Problem.field(field, "request.bad_address", "field", field);
        }
        var plain = Mailbox.parse(text);
        if (plain.isPresent()) {
            return new NamedMailbox("", plain.get());
        }
        int open = text.lastIndexOf('<');
        if (open > 0 && text.strip().endsWith(">")) {
            var inside = text.substring(open + 1, text.lastIndexOf('>'));
            var name = text.substring(0, open).strip();
            // An address where a name belongs is a second recipient, or somebody else's name.
            if (UNQUOTED_ADDRESS.matcher(name).find()) {
                throw Problem.field(field, "request.bad_address", "field", field);
            }
            return new NamedMailbox(displayName(name), Require.mailbox(inside, field));
        }
        throw Problem.field(field, "request.bad_address", "field", field);
    }

    /** The name without its quotes (RFC 5322 §3.2.4). */
    private static String displayName(String text) {
        try {
            var parsed = new InternetAddress(text.strip() + " <a@b.example>", false).getPersonal();
            return parsed == null ? text.strip() : parsed;
        } catch (AddressException notQuotedWell) {
            return text.strip().replace("\"", "");
        }
    }
}
