package io.fromline.provider;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mail provider; its texts are the catalogue's under {@code provider.<id>}.
 *
 * @param messagesPerDay the published limit of an account in 24 hours; a default, which providers change without notice
 * @param source where the facts were read, and {@code read} when
 */
public record Provider(
        String id,
        @Nullable String server,
        @Nullable Integer port,
        @Nullable String encryption,
        @Nullable Integer messagesPerDay,
        @Nullable String source,
        @Nullable LocalDate read,
        List<GuideStep> guide) {

    public Provider {
        guide = List.copyOf(guide);
    }

    /** One step of the way to a working set-up; texts under {@code provider.<id>.<step>.title} and {@code .text}. */
    public record GuideStep(String step, @Nullable String link) {}
}
