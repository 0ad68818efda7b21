package io.fromline.api;

import io.fromline.detour.Choices;
import io.fromline.detour.Way;
import org.jspecify.annotations.Nullable;

/**
 * By which other way mail may leave while its relay takes none: wait, second or platform.
 *
 * @param overflow while a limit of the relay is reached
 * @param fallback while it fails, for each class of mail
 */
record DetoursJson(@Nullable String overflow, @Nullable FallbackJson fallback) {

    /** By class of mail. */
    record FallbackJson(
            @Nullable String security,
            @Nullable String transactional,
            @Nullable String digest) {}

    static DetoursJson of(Choices choices) {
        return new DetoursJson(
                choices.overflow().label(),
                new FallbackJson(
                        choices.security().label(),
                        choices.transactional().label(),
                        choices.digest().label()));
    }

    /** What was asked for; what was left out waits. */
    Choices choices() {
        var asked = fallback == null ? new FallbackJson(null, null, null) : fallback;
        return new Choices(
                way(overflow, "overflow"),
                way(asked.security(), "fallback.security"),
                way(asked.transactional(), "fallback.transactional"),
                way(asked.digest(), "fallback.digest"));
    }

    private static Way way(@Nullable String asked, String field) {
        return asked == null ? Way.WAIT : Way.of(asked).orElseThrow(() -> Problem.field(field, "detour.unknown_way"));
    }

    /** The field that asks for this way. */
    String fieldOf(Way way) {
        var choices = choices();
        return choices.overflow() == way
                ? "overflow"
                : choices.security() == way
                        ? "fallback.security"
                        : choices.transactional() == way ? "fallback.transactional" : "fallback.digest";
    }
}
