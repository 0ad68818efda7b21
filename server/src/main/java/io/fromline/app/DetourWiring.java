package io.fromline.app;

import io.fromline.delivery.Dispatcher;
import io.fromline.delivery.Node;
import io.fromline.detour.DetourStore;
import io.fromline.detour.Detours;
import io.fromline.queue.DeliveryQueue;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresDetourStore;
import io.fromline.submission.OtherSenders;
import io.fromline.tenant.TenantStore;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Other ways for mail whose own relay takes none. */
@Configuration(proxyBeanMethods = false)
class DetourWiring {

    /** A code that waits is useless soon; where no relay is in trouble a round is one small question. */
    private static final int SECONDS_BETWEEN_ROUNDS = 3;

    @Bean
    DetourStore detourStore(Database database) {
        return new PostgresDetourStore(database);
    }

    @Bean
    Detours detours(
            Node node,
            DetourStore store,
            TenantStore tenants,
            OtherSenders senders,
            DeliveryQueue queue,
            Dispatcher dispatcher,
            InstantSource clock) {
        return new Detours(
                node.id(), store, new Detours.Ways(tenants, senders), new Detours.Queue(queue, dispatcher), clock);
    }

    /** Looks round again and again. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService detourRounds(Detours detours) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("detours").factory());
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("looking for mail that takes another way", detours::lookRound),
                SECONDS_BETWEEN_ROUNDS,
                SECONDS_BETWEEN_ROUNDS,
                TimeUnit.SECONDS);
        return timer;
    }
}
