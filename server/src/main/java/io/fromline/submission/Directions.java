package io.fromline.submission;

import io.fromline.mail.compose.WrittenMessage;
import io.fromline.mail.read.MessageReader;
import io.fromline.submission.SubmissionStore.OnceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a message that the app wrote itself says to us in header fields {@code Fromline-…}, which nobody else gets to see.
 *
 * @param subject for the log
 * @param once the idempotency key, for the same recipients and subject: an app that tries again may well write the message anew
 */
record Directions(
        String subject,
        MessageClass messageClass,
        Map<String, String> metadata,
        @Nullable OnceKey once) {

    private static final String PREFIX = "fromline-";
    private static final String CLASS = "Fromline-Class";
    private static final String METADATA = "Fromline-Metadata";
    private static final String KEY = "Fromline-Idempotency-Key";
    private static final Set<String> KNOWN = Set.of(CLASS, METADATA, KEY).stream()
            .map(n -> n.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    private static final int LONGEST_KEY = 200;

    /** What was read, or what is wrong with it. */
    sealed interface Read {

        record Well(Directions directions) implements Read {}

        record Wrong(Acceptance.Refused refused) implements Read {}
    }

    /** Whether a field is meant for us. */
    static boolean concerns(WrittenMessage.Field field) {
        return field.name().toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    static Read of(WrittenMessage written, HandedIn handed) {
        var seen = new HashSet<String>();
        for (var field : written.fields()) {
            var name = field.name().toLowerCase(Locale.ROOT);
            if (concerns(field) && (!KNOWN.contains(name) || !seen.add(name))) {
                return wrong("submission.header_not_allowed", field.name(), Map.of("name", field.name()));
            }
        }
        var given = text(written, CLASS);
        var messageClass = MessageClass.of(given.isEmpty() ? MessageClass.TRANSACTIONAL.label() : given);
        if (messageClass.isEmpty()) {
            return wrong("submission.class_unknown", CLASS, Map.of());
        }
        var metadata = Metadata.parse(text(written, METADATA)).filter(Metadata::allows);
        if (metadata.isEmpty()) {
            return wrong("submission.metadata", METADATA, Map.of("max", Metadata.MOST));
        }
        var key = text(written, KEY);
        if (key.length() > LONGEST_KEY) {
            return wrong("request.bad_text", KEY, Map.of("field", KEY, "longest", LONGEST_KEY));
        }
        var subject = text(written, "Subject");
        var cut = subject.substring(0, Math.min(subject.length(), Composition.LONGEST_SUBJECT));
        return new Read.Well(new Directions(
                cut,
                messageClass.get(),
                metadata.get(),
                key.isEmpty() ? null : new OnceKey(key, hash(handed, subject))));
    }

    private static Read wrong(String code, String field, Map<String, Object> arguments) {
        return new Read.Wrong(new Acceptance.Refused(code, field, arguments));
    }

    private static String text(WrittenMessage written, String name) {
        return written.fields().stream()
                .filter(field -> field.is(name))
                .findFirst()
                .map(field -> MessageReader.fieldText(field.raw().getBytes(StandardCharsets.ISO_8859_1)))
                .orElse("");
    }

    private static byte[] hash(HandedIn handed, String subject) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            handed.recipients().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(r -> digest.update((r + "\n").getBytes(StandardCharsets.UTF_8)));
            return digest.digest(subject.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
