package io.fromline.app;

import io.fromline.dns.Dns;
import io.fromline.dns.SystemDns;
import io.fromline.egress.Egress;
import io.fromline.egress.Resolver;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.Timeouts;
import io.fromline.provider.Providers;
import io.fromline.provider.detection.ByAutoconfig;
import io.fromline.provider.detection.ByDomain;
import io.fromline.provider.detection.ByIspdb;
import io.fromline.provider.detection.ByMx;
import io.fromline.provider.detection.ByProbe;
import io.fromline.provider.detection.BySrv;
import io.fromline.provider.detection.Detection;
import io.fromline.provider.detection.Detection.Timed;
import io.fromline.provider.detection.DetectionLimit;
import io.fromline.provider.detection.HttpsGet;
import io.fromline.provider.detection.Ispdb;
import io.fromline.provider.detection.Reach;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the mail service behind an address is found, and how long each way may take. */
@Configuration(proxyBeanMethods = false)
class DetectionWiring {

    private static final int HTTPS = 443;
    private static final Duration QUICK = Duration.ofMillis(1_500);
    private static final Duration PUBLISHED = Duration.ofMillis(2_500);
    private static final Duration LOOKING = Duration.ofMillis(4_000);

    /** What a step takes for itself beyond the patience with its peers. */
    private static final Duration MORE = Duration.ofMillis(500);

    @Bean
    DetectionLimit detectionLimit(InstantSource clock) {
        return new DetectionLimit(clock);
    }

    @Bean
    Detection detection(
            Providers providers,
            Config config,
            Egress egress,
            ObjectProvider<Dns> given,
            ObjectProvider<Resolver> names) {
        var dns = given.getIfAvailable(SystemDns::new);
        var ispdb = Ispdb.load();
        var reach = new Reach(egress, QUICK);
        var trust = Drivers.trust(config);
        var https = new HttpsGet(
                Drivers.egressOf(config, names.getIfAvailable(() -> Resolver.SYSTEM), Set.of(HTTPS)),
                trust.context(),
                HTTPS,
                PUBLISHED);
        var client =
                new SmtpClient(egress, trust, config.mail().outgoing().ehloName(), Timeouts.all(LOOKING.dividedBy(2)));
        var steps = List.of(
                new Timed(new ByDomain(providers), QUICK),
                new Timed(new ByMx(dns, providers, ispdb), QUICK),
                new Timed(new ByIspdb(ispdb, providers), QUICK),
                new Timed(new ByAutoconfig(https, PUBLISHED, reach, providers), PUBLISHED.plus(MORE)),
                new Timed(new BySrv(dns, reach, providers), QUICK.plus(MORE)),
                new Timed(new ByProbe(client, LOOKING, providers), LOOKING.plus(MORE)));
        Set<String> shared = providers.all().stream()
                .flatMap(provider -> provider.allDomains().stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Detection(steps, dns, QUICK, domain -> shared.contains(domain) || ispdb.knows(domain));
    }
}
