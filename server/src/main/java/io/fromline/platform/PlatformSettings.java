package io.fromline.platform;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.tenant.StoreUnavailable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the platform: what the environment gave, else what the operator set.
 *
 * <p>A change is seen at once on the node that made it and within seconds on the others, or once the database is back.
 */
public final class PlatformSettings {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final String SENDER_NAME = "default_sender_name";
    private static final String SENDER_ADDRESS = "default_sender_address";
    private static final String PRICING_URL = "pricing_url";
    private static final String FRAME_ANCESTORS = "frame_ancestors";

    private final PlatformSettingStore store;
    private final Given given;
    private final InstantSource clock;
    private volatile @Nullable Read last;

    public PlatformSettings(PlatformSettingStore store, Given given, InstantSource clock) {
        this.store = store;
        this.given = given;
        this.clock = clock;
    }

    /** What was given from outside; wins over what is stored. */
    public record Given(
            @Nullable NamedMailbox defaultSender, @Nullable URI pricingUrl, List<String> frameAncestors) {

        public static final Given NOTHING = new Given(null, null, List.of());
    }

    private record Read(Map<String, String> values, Instant at) {}

    /** Who sends for tenants in the default mode; {@code {tenant}} in the name stands for the tenant's. */
    public Optional<NamedMailbox> defaultSender() {
        if (given.defaultSender() != null) {
            return Optional.of(given.defaultSender());
        }
        return value(SENDER_ADDRESS)
                .map(address -> new NamedMailbox(value(SENDER_NAME).orElse(""), Mailbox.of(address)));
    }

    /** Where tenants read about higher plans. */
    public Optional<URI> pricingUrl() {
        return given.pricingUrl() != null
                ? Optional.of(given.pricingUrl())
                : value(PRICING_URL).map(URI::create);
    }

    /** The origins that may show the pages in a frame. */
    public List<String> frameAncestors() {
        return given.frameAncestors().isEmpty()
                ? value(FRAME_ANCESTORS)
                        .map(text -> Stream.of(text.split(" ")).toList())
                        .orElse(List.of())
                : given.frameAncestors();
    }

    /** The names, as in the API, of those that the environment has fixed. */
    public List<String> setByEnvironment() {
        return Stream.of(
                        given.defaultSender() == null ? "" : "defaultSender",
                        given.pricingUrl() == null ? "" : "pricingUrl",
                        given.frameAncestors().isEmpty() ? "" : "frameAncestors")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Stores what the operator set; what the environment has fixed goes on to hold. */
    public void set(@Nullable NamedMailbox sender, @Nullable URI pricingUrl, List<String> frameAncestors) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SENDER_NAME, sender == null ? "" : sender.name());
        values.put(SENDER_ADDRESS, sender == null ? "" : sender.mailbox().toString());
        values.put(PRICING_URL, pricingUrl == null ? "" : pricingUrl.toString());
        values.put(FRAME_ANCESTORS, String.join(" ", frameAncestors));
        store.put(values);
        last = null;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(read().values().get(name));
    }

    /** While the database is away what was read last holds: every answer's headers are made with it. */
    private Read read() {
        Read known = last;
        if (known != null && Duration.between(known.at(), clock.instant()).abs().compareTo(FRESH) <= 0) {
            return known;
        }
        Read read = new Read(valuesOr(known), clock.instant());
        last = read;
        return read;
    }

    private Map<String, String> valuesOr(@Nullable Read known) {
        try {
            return store.all();
        } catch (StoreUnavailable away) {
            if (known == null) {
                throw away;
            }
            return known.values();
        }
    }
}
