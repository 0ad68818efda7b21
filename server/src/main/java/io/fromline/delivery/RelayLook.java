package io.fromline.delivery;

import io.fromline.driver.Driver;
import io.fromline.mail.Conversation;
import io.fromline.relay.RelayChecks;
import io.fromline.relay.RelaySettings;
import java.util.Optional;

/** Looks at a relay as mail would meet it, up to the log-in. */
public final class RelayLook implements RelayChecks.Look {

    private final Handing handing;

    public RelayLook(Handing handing) {
        this.handing = handing;
    }

    @Override
    public Optional<String> at(RelaySettings settings) {
        return switch (handing.drivers().open(settings.driver(), Conversation.SILENT)) {
            case Driver.Opening.Opened(var session) -> {
                session.close();
                yield Optional.empty();
            }
            case Driver.Opening.Failed(var outcome) ->
                Optional.of(handing.diagnoser()
                        .diagnose(settings.provider(), outcome)
                        .cause());
        };
    }
}
