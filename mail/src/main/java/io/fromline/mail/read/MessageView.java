package io.fromline.mail.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as people read it; untrusted, to be shown in a sandbox.
 *
 * @param html with images of the message itself as {@code data:} addresses
 */
public record MessageView(
        List<Field> headers,
        @Nullable String html,
        @Nullable String text,
        List<Part> attachments) {

    public MessageView {
        headers = List.copyOf(headers);
        attachments = List.copyOf(attachments);
    }

    /** A header field, decoded. */
    public record Field(String name, String value) {}

    /** A file that goes with it; size in bytes. */
    public record Part(String name, String type, long size) {}
}
