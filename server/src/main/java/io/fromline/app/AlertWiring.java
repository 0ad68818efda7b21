package io.fromline.app;

import io.fromline.account.AccountStore;
import io.fromline.alert.Ahead;
import io.fromline.alert.AlertMail;
import io.fromline.alert.AlertMail.Addressee;
import io.fromline.alert.AlertSettingsStore;
import io.fromline.alert.Alerts;
import io.fromline.alert.IncidentStore;
import io.fromline.alert.IncidentTexts;
import io.fromline.alert.IncidentTexts.Reader;
import io.fromline.alert.Observations;
import io.fromline.delivery.Handing;
import io.fromline.delivery.Node;
import io.fromline.delivery.RelayHealth;
import io.fromline.delivery.RelayLook;
import io.fromline.diagnosis.Causes;
import io.fromline.mail.Mailbox;
import io.fromline.platform.PublicUrl;
import io.fromline.relay.PublishedLimits;
import io.fromline.relay.RelayChecks;
import io.fromline.relay.RelayStore;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresAlertSettingsStore;
import io.fromline.storage.postgres.PostgresIncidentStore;
import io.fromline.storage.postgres.PostgresObservations;
import io.fromline.storage.postgres.PostgresRelayCheckStore;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told when something stops. */
@Configuration(proxyBeanMethods = false)
class AlertWiring {

    private static final int SECONDS_BETWEEN_ROUNDS = 15;

    @Bean
    IncidentStore incidentStore(Database database) {
        return new PostgresIncidentStore(database);
    }

    @Bean
    AlertSettingsStore alertSettingsStore(Database database) {
        return new PostgresAlertSettingsStore(database);
    }

    @Bean
    Observations observations(Database database, PublishedLimits published) {
        return new PostgresObservations(database, published);
    }

    @Bean
    IncidentTexts incidentTexts(Catalogue catalogue, Causes causes, PublicUrl publicUrl) {
        return new IncidentTexts(catalogue, causes, publicUrl);
    }

    @Bean
    Alerts.Addressees addressees(TenantStore tenants, AccountStore accounts) {
        return (tenant, settings) -> tenant.isPlatform()
                ? operators(accounts, settings.addresses())
                : tenants.find(tenant).stream()
                        .flatMap(found -> {
                            var reader = new Reader(found.locale(), found.timeZone());
                            var chosen = settings.addresses().isEmpty()
                                    ? Stream.ofNullable(found.contact())
                                    : settings.addresses().stream();
                            return chosen.map(mailbox -> new Addressee(mailbox, found.name(), reader));
                        })
                        .toList();
    }

    /** All operators in their languages, or the addresses that they chose. */
    private static List<Addressee> operators(AccountStore accounts, List<Mailbox> chosen) {
        var english = new Reader(Locale.ENGLISH, ZoneOffset.UTC);
        return chosen.isEmpty()
                ? accounts.list(TenantId.PLATFORM).stream()
                        .flatMap(account -> Mailbox.parse(account.email()).stream()
                                .map(mailbox -> new Addressee(
                                        mailbox,
                                        "Fromline",
                                        account.locale() == null
                                                ? english
                                                : new Reader(account.locale(), ZoneOffset.UTC))))
                        .toList()
                : chosen.stream()
                        .map(mailbox -> new Addressee(mailbox, "Fromline", english))
                        .toList();
    }

    @Bean
    Alerts.Ways alertWays(
            Alerts.Addressees addressees,
            ObjectProvider<SystemMail> mail,
            Catalogue catalogue,
            IncidentTexts texts,
            Alerts.Announcer announcer) {
        var letters = new AlertMail(AccessWiring.late(mail), catalogue, texts);
        return new Alerts.Ways(addressees, letters, announcer);
    }

    @Bean
    Alerts alerts(
            Node node,
            IncidentStore store,
            Observations observations,
            Ahead.Lookout ahead,
            Causes causes,
            AlertSettingsStore settings,
            RelayStore relays,
            Alerts.Ways ways,
            InstantSource clock) {
        return new Alerts(
                node.id(), store, new Alerts.Sources(observations, ahead, causes, settings, relays), ways, clock);
    }

    /** Looks round again and again. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService alertRounds(Alerts alerts) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("alerts").factory());
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("looking round for alerts", alerts::lookRound),
                2,
                SECONDS_BETWEEN_ROUNDS,
                TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("forgetting old alerts", alerts::prune), 7, 60, TimeUnit.MINUTES);
        return timer;
    }

    @Bean
    RelayChecks relayChecks(Database database, RelayStore relays, Handing handing, InstantSource clock) {
        return new RelayChecks(new PostgresRelayCheckStore(database), relays, new RelayLook(handing), clock);
    }

    /** On a thread of its own: a look may take a minute. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService relayLooks(RelayChecks checks) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("relay-looks").factory());
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("looking at idle relays", checks::lookAtIdle), 60, 60, TimeUnit.SECONDS);
        return timer;
    }

    /** The next round tells people. */
    @Bean
    RelayHealth.HoldListener holdListener() {
        var log = LoggerFactory.getLogger(RelayHealth.class);
        return (route, cause) -> log.warn("relay {} of {} is held: {}", route.relay(), route.owner(), cause);
    }
}
