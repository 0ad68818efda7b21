package io.fromline.app;

import io.fromline.delivery.ClockWatch;
import io.fromline.delivery.Dispatcher;
import io.fromline.delivery.Handing;
import io.fromline.delivery.Node;
import io.fromline.delivery.Pacing;
import io.fromline.delivery.RelayHealth;
import io.fromline.delivery.TestDelivery;
import io.fromline.delivery.TestLetter;
import io.fromline.diagnosis.Diagnoser;
import io.fromline.driver.DriverRegistry;
import io.fromline.identity.IdentityStore;
import io.fromline.log.DeliveryLog;
import io.fromline.log.LogDays;
import io.fromline.log.Retention;
import io.fromline.platform.PlatformSettings;
import io.fromline.queue.DeliveryQueue;
import io.fromline.queue.WaitingMail;
import io.fromline.relay.RelayLimits;
import io.fromline.relay.RelayStore;
import io.fromline.relay.TestMessages;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresDeliveryLog;
import io.fromline.storage.postgres.PostgresDeliveryQueue;
import io.fromline.storage.postgres.PostgresLogDays;
import io.fromline.storage.postgres.PostgresSchedule;
import io.fromline.storage.postgres.PostgresSubmissionStore;
import io.fromline.storage.postgres.PostgresWaitingMail;
import io.fromline.storage.postgres.WakeUps;
import io.fromline.submission.OtherSenders;
import io.fromline.submission.Outbox;
import io.fromline.submission.PlatformMail;
import io.fromline.submission.Senders;
import io.fromline.submission.Standings;
import io.fromline.submission.SubmissionStore;
import io.fromline.submission.Submissions;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The path of a message: accepted, queued, attempted, logged. */
@Configuration(proxyBeanMethods = false)
class MailWiring {

    @Bean
    SubmissionStore submissionStore(Database database) {
        return new PostgresSubmissionStore(database);
    }

    @Bean
    DeliveryQueue deliveryQueue(Database database) {
        return new PostgresDeliveryQueue(database);
    }

    @Bean
    WaitingMail waitingMail(Database database, InstantSource clock) {
        return new PostgresWaitingMail(database, clock);
    }

    @Bean
    DeliveryLog deliveryLog(Database database) {
        return new PostgresDeliveryLog(database);
    }

    @Bean
    Senders senders(IdentityStore identities, RelayStore relays, PlatformSettings platform) {
        return new Senders(identities, relays, platform::defaultSender);
    }

    @Bean
    OtherSenders otherSenders(RelayStore relays, Tenants tenants, PlatformSettings platform) {
        return new OtherSenders(relays, tenants, platform::defaultSender);
    }

    @Bean
    Outbox outbox(SubmissionStore store, Dispatcher dispatcher) {
        return new Outbox(store, dispatcher);
    }

    @Bean
    Standings standings(
            TenantStore store, Tenants tenants, Senders senders, SubmissionStore submissions, InstantSource clock) {
        return new Standings(store, tenants, senders, submissions, clock);
    }

    @Bean
    Submissions submissions(
            Tenants tenants,
            Senders senders,
            Standings standings,
            SubmissionStore store,
            Outbox outbox,
            InstantSource clock) {
        return new Submissions(new Submissions.Ways(tenants, senders, standings), store, outbox, clock);
    }

    @Bean
    SystemMail systemMail(Senders senders, Outbox outbox, InstantSource clock) {
        return new PlatformMail(senders, outbox, clock);
    }

    @Bean
    Node node(InstantSource clock) {
        return new Node(clock, RandomGenerator.getDefault());
    }

    @Bean
    Pacing pacing(RelayLimits limits, InstantSource clock, Node node) {
        return new Pacing(limits, clock, node::nodes);
    }

    @Bean
    Handing handing(DriverRegistry drivers, Diagnoser diagnoser, Pacing pacing) {
        return new Handing(drivers, diagnoser, pacing);
    }

    @Bean
    TestMessages testMessages(
            Node node, DeliveryQueue queue, SubmissionStore store, Handing handing, TestLetter letter) {
        return new TestDelivery(node, queue, store, handing, letter);
    }

    @Bean
    TestLetter testLetter(Catalogue catalogue, TenantStore tenants) {
        return new TestLetter(catalogue, tenants);
    }

    @Bean
    RelayHealth relayHealth(RelayStore relays, RelayHealth.HoldListener holds) {
        return new RelayHealth(relays, holds);
    }

    @Bean
    Dispatcher dispatcher(
            Node node, DeliveryQueue queue, RelayStore relays, Handing handing, RelayHealth watch, Config config) {
        // The embedded database is locked to this process, so whatever is claimed there was claimed by one that has
        // ended.
        return new Dispatcher(
                node, queue, relays, handing, watch, config.storage().databaseUrl() == null);
    }

    @Bean
    WakeUps wakeUps(Starting<OpenDatabase> database, Node node, Dispatcher dispatcher) {
        return database.await().pool().wakeUps(node::id, dispatcher::wake);
    }

    @Bean
    LogDays logDays(Database database) {
        return new PostgresLogDays(database);
    }

    @Bean
    Retention retention(TenantStore store, LogDays days, InstantSource clock) {
        return new Retention(store, days, clock);
    }

    @Bean
    ClockWatch clockWatch(Database database, InstantSource clock) {
        return new ClockWatch(new PostgresSchedule(database), clock);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService housekeeping(
            Retention retention, RelayLimits limits, ClockWatch clock, RelayHealth health, InstantSource time) {
        var housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("housekeeping").factory());
        housekeeping.scheduleWithFixedDelay(
                () -> Quietly.run("keeping the log", retention::keep), 0, 60, TimeUnit.MINUTES);
        housekeeping.scheduleWithFixedDelay(
                () -> Quietly.run("forgetting what relays sent", limits::prune), 10, 60, TimeUnit.MINUTES);
        housekeeping.scheduleWithFixedDelay(
                () -> Quietly.run("looking at the clock", clock::look), 1, 1, TimeUnit.SECONDS);
        housekeeping.scheduleWithFixedDelay(
                () -> Quietly.run("keeping where mail got through", () -> health.write(time.instant())),
                1,
                1,
                TimeUnit.SECONDS);
        return housekeeping;
    }
}
