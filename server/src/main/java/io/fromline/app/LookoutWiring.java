package io.fromline.app;

import io.fromline.alert.Ahead;
import io.fromline.dns.Dns;
import io.fromline.dns.SystemDns;
import io.fromline.lookout.DomainChecks;
import io.fromline.lookout.DomainLook;
import io.fromline.lookout.ServerCertificates;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresDomainCheckStore;
import io.fromline.storage.postgres.PostgresLookout;
import io.fromline.storage.postgres.PostgresServerCertificates;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is looked at before mail meets it. */
@Configuration(proxyBeanMethods = false)
class LookoutWiring {

    @Bean
    ServerCertificates serverCertificates(Database database, InstantSource clock) {
        return new ServerCertificates(new PostgresServerCertificates(database), clock);
    }

    @Bean
    DomainChecks domainChecks(Database database, ObjectProvider<Dns> dns, InstantSource clock) {
        var look = new DomainLook(dns.getIfAvailable(SystemDns::new));
        return new DomainChecks(new PostgresDomainCheckStore(database), look, clock);
    }

    @Bean
    Ahead.Lookout lookout(Database database, Config config) {
        var stored = new PostgresLookout(database);
        var own = new OwnCertificates(config.mail());
        return now -> {
            var found = stored.look(now);
            return new Ahead(
                    Stream.concat(found.certificates().stream(), own.look().stream())
                            .toList(),
                    found.domains());
        };
    }

    /** On a thread of its own: name servers may take their time. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService lookoutRounds(DomainChecks domains, ServerCertificates certificates) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lookout").factory());
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("keeping what certificates say", certificates::write), 45, 60, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                () -> Quietly.run("looking at domains", domains::lookAtDue), 90, 60, TimeUnit.SECONDS);
        return timer;
    }
}
