package io.fromline.api;

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

    RelayWriter(Causes causes, RelayLimits limits) {
        this.causes = causes;
        this.limits = limits;
    }

    RelayJson write(Relay relay, Locale locale) {
        return RelayJson.of(relay, RelayLimitsJson.of(limits.view(relay)), causes, locale);
    }

    Causes causes() {
        return causes;
    }
}
