package io.fromline.mail.compose;

import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message.
 *
 * @param contentType a media type such as {@code image/png}
 * @param bytes not to be modified
 * @param contentId for an image that the HTML shows by {@code cid:}; without angle brackets
 */
@SuppressWarnings("ArrayRecordComponent")
public record Attachment(
        String fileName,
        String contentType,
        byte[] bytes,
        @Nullable String contentId) {}
