package io.fromline.app;

import io.fromline.alert.Alerts;
import io.fromline.alert.Incident;
import io.fromline.alert.IncidentTexts;
import io.fromline.alert.IncidentTexts.Reader;
import io.fromline.egress.Resolver;
import io.fromline.secret.Secrets;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresWebhookStore;
import io.fromline.tenant.TenantStore;
import io.fromline.webhook.HttpPost;
import io.fromline.webhook.WebhookSender;
import io.fromline.webhook.WebhookStore;
import io.fromline.webhook.Webhooks;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Webhooks, the door they go out by, and what they tell. */
@Configuration(proxyBeanMethods = false)
class WebhookWiring {

    private static final Set<Integer> HTTPS_PORTS = Set.of(443, 8443);

    @Bean
    WebhookStore webhookStore(Database database) {
        return new PostgresWebhookStore(database);
    }

    @Bean
    Webhooks webhooks(WebhookStore store, Secrets secrets, InstantSource clock, Config config) {
        boolean ownNetworks = !config.mail().egressAllow().isEmpty();
        return new Webhooks(store, secrets, new SecureRandom(), clock, ownNetworks);
    }

    @Bean
    WebhookSender webhookSender(
            WebhookStore store,
            Secrets secrets,
            InstantSource clock,
            Config config,
            ObjectProvider<Resolver> resolver) {
        var names = resolver.getIfAvailable(() -> Resolver.SYSTEM);
        var transport = new HttpPost(
                Drivers.egressOf(config, names, HTTPS_PORTS),
                Drivers.egressOf(config, names, Set.of()),
                Drivers.trust(config).context(),
                HttpPost.LONGEST);
        return new WebhookSender(store, secrets, transport, clock, RandomGenerator.getDefault());
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService webhookRounds(WebhookSender sender) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("webhooks").factory());
        timer.scheduleWithFixedDelay(() -> Quietly.run("calling webhooks", sender::callDue), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("forgetting old webhook events", sender::prune), 9, 60, TimeUnit.MINUTES);
        return timer;
    }

    /** One event when an incident opens and one when it is over, each with an id of its own that stays. */
    @Bean
    Alerts.Announcer announcer(Webhooks webhooks, IncidentTexts texts, TenantStore tenants) {
        return incident -> {
            var reader = tenants.find(incident.tenant())
                    .map(tenant -> new Reader(tenant.locale(), tenant.timeZone()))
                    .orElse(new Reader(Locale.ENGLISH, ZoneOffset.UTC));
            var data = data(incident, texts.say(incident, reader));
            var id = "msg_" + incident.id();
            if (!incident.told().openedEvent()) {
                webhooks.publish(incident.tenant(), id + "_opened", "incident.opened", incident.openedAt(), data);
            }
            var closed = incident.closedAt();
            if (closed != null) {
                data.put("endedAt", text(incident.endedAt()));
                webhooks.publish(incident.tenant(), id + "_closed", "incident.closed", closed, data);
            }
        };
    }

    private static Map<String, @Nullable Object> data(Incident incident, IncidentTexts.Said said) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("id", incident.id().toString());
        data.put(
                "tenant",
                incident.tenant().isPlatform() ? null : incident.tenant().value());
        data.put("kind", incident.kind().label());
        data.put("subject", incident.subject());
        data.put("cause", incident.cause());
        data.put("title", said.title());
        data.put("link", said.page().toString());
        data.put("since", incident.since().toString());
        data.put("endedAt", null);
        return data;
    }

    private static @Nullable String text(java.time.@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
