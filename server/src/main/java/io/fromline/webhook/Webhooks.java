package io.fromline.webhook;

import io.fromline.secret.Secrets;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import io.fromline.webhook.WebhookStore.Event;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The webhooks of tenants and of the platform: made, removed, and given what is to be told. */
public final class Webhooks {

    /** Of one owner. */
    public static final int MOST = 5;

    /** What a secret is sealed for. */
    static final String CONTEXT = "webhook";

    private static final int LONGEST = 2000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebhookStore store;
    private final Secrets secrets;
    private final SecureRandom random;
    private final InstantSource clock;
    private final boolean plainAllowed;

    /** @param plainAllowed whether addresses without TLS may be given, which the operator's own networks alone are called by */
    public Webhooks(
            WebhookStore store, Secrets secrets, SecureRandom random, InstantSource clock, boolean plainAllowed) {
        this.store = store;
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
        this.plainAllowed = plainAllowed;
    }

    /** What became of making one. */
    public sealed interface Making {

        /** There it is; nobody is shown its secret again. Does not print it. */
        record Made(Webhook webhook, String secret) implements Making {

            @Override
            public String toString() {
                return "Made[" + webhook.id() + "]";
            }
        }

        /** No address that may be called. */
        record BadAddress() implements Making {}

        /** The owner has {@link Webhooks#MOST} already. */
        record TooMany() implements Making {}
    }

    public Making make(TenantId owner, String address) {
        var checked = checked(address);
        if (checked.isEmpty()) {
            return new Making.BadAddress();
        }
        var secret = Signature.newSecret(random);
        var webhook = new Webhook(owner, Ids.next(), checked.get(), clock.instant(), null, null, null, null);
        var sealed = secrets.seal(owner, CONTEXT, secret.getBytes(StandardCharsets.US_ASCII));
        return store.insert(webhook, sealed, MOST) ? new Making.Made(webhook, secret) : new Making.TooMany();
    }

    /** HTTPS to a host, without log-in or fragment; which machines may be reached is for the egress rules to say. */
    private Optional<URI> checked(String text) {
        try {
            var address = new URI(text.strip());
            boolean scheme =
                    "https".equals(address.getScheme()) || (plainAllowed && "http".equals(address.getScheme()));
            return scheme
                            && address.getHost() != null
                            && address.getRawUserInfo() == null
                            && address.getRawFragment() == null
                            && text.length() <= LONGEST
                            && StandardCharsets.US_ASCII.newEncoder().canEncode(address.toString())
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    public List<Webhook> list(TenantId owner) {
        return store.list(owner);
    }

    /** Removes it with what was still to be sent there; false when there is none. */
    public boolean remove(TenantId owner, UUID id) {
        return store.delete(owner, id);
    }

    /** Sends an event that says nothing; false when there is no such webhook. */
    public boolean test(TenantId owner, UUID id) {
        var webhook = store.find(owner, id);
        webhook.ifPresent(found -> {
            var now = clock.instant();
            var payload = payload("webhook.test", now, Map.of("webhook", id.toString()));
            store.publish(new Event(owner, "msg_" + Ids.next(), payload, now), id);
        });
        return webhook.isPresent();
    }

    /**
     * Has every webhook of the owner told.
     *
     * @param id the same for the same event, so that it is told once
     */
    public void publish(TenantId owner, String id, String type, Instant at, Map<String, ?> data) {
        store.publish(new Event(owner, id, payload(type, at, data), clock.instant()));
    }

    private static String payload(String type, Instant at, Map<String, ?> data) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", type);
        payload.put("timestamp", at.toString());
        payload.put("data", data);
        return JSON.writeValueAsString(payload);
    }
}
