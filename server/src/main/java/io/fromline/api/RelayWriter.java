package io.fromline.api;

import io.fromline.detour.DetourStore;
import io.fromline.diagnosis.Causes;
import io.fromline.relay.Relay;
import io.fromline.relay.RelayLimits;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Turns a relay with its limits into JSON, texts in the reader's language. */
@Component
final class RelayWriter {

    private final Causes causes;
    private final RelayLimits limits;
    private final DetourStore detours;

    RelayWriter(Causes causes, RelayLimits limits, DetourStore detours) {
        this.causes = causes;
        this.limits = limits;
        this.detours = detours;
    }

    RelayJson write(Relay relay, Locale locale) {
        var choices = DetoursJson.of(detours.choices(relay.owner(), relay.id()));
        return RelayJson.of(relay, RelayLimitsJson.of(limits.view(relay)), choices, causes, locale);
    }

    Causes causes() {
        return causes;
    }
}
