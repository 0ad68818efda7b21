package io.fromline.storage.postgres;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.tenant.Mode;
import io.fromline.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How a decision is stored: as JSON of plain strings, apart from the names of our types. */
record DecisionJson(
        String mode,
        String fromName,
        String fromAddress,
        @Nullable String sender,
        @Nullable String replyToName,
        @Nullable String replyToAddress,
        String returnPath,
        String relayOwner,
        UUID relayId,
        int relayVersion,
        String relayServer,
        String plan,
        List<String> reasons) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static String write(Decision decision) {
        var replyTo = decision.replyTo();
        var way = decision.way();
        return JSON.writeValueAsString(new DecisionJson(
                decision.mode().label(),
                decision.from().name(),
                decision.from().mailbox().toString(),
                decision.sender() == null ? null : decision.sender().toString(),
                replyTo == null ? null : replyTo.name(),
                replyTo == null ? null : replyTo.mailbox().toString(),
                decision.returnPath().toString(),
                way.route().owner().value(),
                way.route().relay(),
                way.version(),
                way.server(),
                decision.plan(),
                decision.reasons()));
    }

    static Decision read(String json) {
        var stored = JSON.readValue(json, DecisionJson.class);
        var replyTo = stored.replyToAddress();
        var replyToName = stored.replyToName();
        return new Decision(
                Mode.of(stored.mode()).orElseThrow(),
                new NamedMailbox(stored.fromName(), Mailbox.of(stored.fromAddress())),
                stored.sender() == null ? null : Mailbox.of(stored.sender()),
                replyTo == null ? null : new NamedMailbox(replyToName == null ? "" : replyToName, Mailbox.of(replyTo)),
                Mailbox.of(stored.returnPath()),
                new Decision.Way(
                        new Route(new TenantId(stored.relayOwner()), stored.relayId()),
                        stored.relayVersion(),
                        stored.relayServer()),
                stored.plan(),
                stored.reasons());
    }
}
