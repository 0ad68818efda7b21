package io.fromline.submission;

import io.fromline.mail.Message;
import io.fromline.mail.compose.Attachment;
import io.fromline.mail.compose.Draft;
import io.fromline.mail.compose.MessageComposer;
import io.fromline.mail.compose.Readdressing;
import io.fromline.mail.compose.SafeHeaders;
import io.fromline.submission.SubmissionStore.Content;
import io.fromline.tenant.Ids;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns a request into a message: checks what it says, then composes it under the decided sender. */
final class Composition {

    static final int LONGEST_SUBJECT = 500;
    static final int LONGEST_BODY = 2 * 1024 * 1024;
    static final int MOST_ATTACHMENTS = 25;
    static final int LARGEST_ATTACHMENTS = 20 * 1024 * 1024;
    static final int MOST_HEADERS = 30;

    /** What came of it. */
    sealed interface Result {}

    /** @param decision as it was carried out */
    record Composed(Content content, Decision decision) implements Result {}

    record Wrong(Acceptance.Refused refused) implements Result {}

    Result compose(SubmissionRequest request, Decision decision, Instant now) {
        return wrong(request).<Result>map(Wrong::new).orElseGet(() -> {
            var draft = new Draft(
                    origin(decision, request, now),
                    new Draft.Recipients(request.to(), request.cc()),
                    request.subject(),
                    request.text(),
                    request.html(),
                    request.attachments(),
                    request.headers());
            var content = new Content(
                    request.subject(), MessageComposer.compose(draft), request.replyTo() != null, request.metadata());
            return new Composed(content, decision);
        });
    }

    /** The same content under today's sender, as a message of its own. */
    Content anew(Content content, Decision decision, Instant now) {
        Message message = Readdressing.of(content.message(), origin(decision, now), content.replyToAsked());
        return new Content(content.subject(), message, content.replyToAsked(), content.metadata());
    }

    private static Draft.Origin origin(Decision decision, SubmissionRequest request, Instant now) {
        var origin = origin(decision, now);
        return request.replyTo() == null
                ? origin
                : new Draft.Origin(origin.from(), origin.sender(), request.replyTo(), now, origin.messageId());
    }

    private static Draft.Origin origin(Decision decision, Instant now) {
        var messageId = "<" + Ids.next() + "@" + decision.from().mailbox().asciiDomain() + ">";
        return new Draft.Origin(decision.from(), decision.sender(), decision.replyTo(), now, messageId);
    }

    private static Optional<Acceptance.Refused> wrong(SubmissionRequest request) {
        if (request.subject().length() > LONGEST_SUBJECT || !SafeHeaders.allowsValue(request.subject())) {
            return refused("submission.subject", "subject", Map.of("max", LONGEST_SUBJECT));
        }
        if (request.text() == null && request.html() == null) {
            return refused("submission.empty", "text", Map.of());
        }
        if (length(request.text()) > LONGEST_BODY || length(request.html()) > LONGEST_BODY) {
            return refused("submission.body_too_large", "html", Map.of("max", LONGEST_BODY));
        }
        return wrongHeader(request).or(() -> wrongAttachment(request));
    }

    private static Optional<Acceptance.Refused> wrongHeader(SubmissionRequest request) {
        if (request.headers().size() > MOST_HEADERS) {
            return refused("submission.too_many_headers", "headers", Map.of("max", MOST_HEADERS));
        }
        var names = new HashSet<String>();
        for (var header : request.headers().entrySet()) {
            boolean twice = !names.add(header.getKey().toLowerCase(Locale.ROOT));
            if (twice || !SafeHeaders.allowsName(header.getKey())) {
                return refused("submission.header_not_allowed", "headers", Map.of("name", cut(header.getKey())));
            }
            if (!SafeHeaders.allowsValue(header.getKey(), header.getValue())) {
                return refused("submission.header_value", "headers", Map.of("name", header.getKey()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Acceptance.Refused> wrongAttachment(SubmissionRequest request) {
        long size = request.attachments().stream()
                .mapToLong(attachment -> attachment.bytes().length)
                .sum();
        if (request.attachments().size() > MOST_ATTACHMENTS || size > LARGEST_ATTACHMENTS) {
            return refused(
                    "submission.attachments_too_large",
                    "attachments",
                    Map.of("count", MOST_ATTACHMENTS, "megabytes", LARGEST_ATTACHMENTS / 1024 / 1024));
        }
        for (var attachment : request.attachments()) {
            if (!wellFormed(attachment)) {
                return refused("submission.attachment", "attachments", Map.of("name", cut(attachment.fileName())));
            }
        }
        return Optional.empty();
    }

    private static boolean wellFormed(Attachment attachment) {
        var id = attachment.contentId();
        return attachment.contentType().matches("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,100}")
                && !attachment.contentType().toLowerCase(Locale.ROOT).startsWith("multipart/")
                && !attachment.contentType().toLowerCase(Locale.ROOT).startsWith("message/")
                && !attachment.fileName().isBlank()
                && attachment.fileName().length() <= 200
                && SafeHeaders.allowsValue(attachment.fileName())
                && (id == null || id.matches("[A-Za-z0-9.@_-]{1,200}"));
    }

    private static int length(@org.jspecify.annotations.Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 100));
    }

    private static Optional<Acceptance.Refused> refused(String code, String field, Map<String, Object> arguments) {
        return Optional.of(new Acceptance.Refused(code, field, arguments));
    }
}
