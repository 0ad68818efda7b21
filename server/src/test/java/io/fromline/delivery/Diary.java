package io.fromline.delivery;

import io.fromline.driver.simulator.SimulatorSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.LiveRelays;
import io.fromline.relay.RelaySettings;
import io.fromline.tenant.StoreUnavailable;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Knows a relay wherever it is asked for one, and writes down what it is told of them, unless it is away. */
final class Diary implements LiveRelays {

    final List<Map<Route, Instant>> successes = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    boolean away;

    @Override
    public Optional<LiveRelay> find(TenantId owner, UUID id) {
        var sender = new NamedMailbox("Shop", Mailbox.of("a@shop.example"));
        var settings = new RelaySettings("simulator", SimulatorSettings.DEFAULT, sender, null);
        return Optional.of(new LiveRelay(owner, id, 1, settings));
    }

    @Override
    public Optional<Sending> sending(Route route, Instant now) {
        return find(route.owner(), route.relay()).map(relay -> new Sending(relay, true));
    }

    @Override
    public Optional<LiveRelay> platform() {
        return Optional.empty();
    }

    @Override
    public Optional<LiveRelay> standby(TenantId owner) {
        return Optional.empty();
    }

    @Override
    public void succeeded(Map<Route, Instant> at) {
        if (away) {
            throw new StoreUnavailable(new IllegalStateException("away"));
        }
        successes.add(Map.copyOf(at));
    }

    @Override
    public void failed(TenantId owner, UUID id, Instant at, String cause) {
        failures.add(cause);
    }
}
