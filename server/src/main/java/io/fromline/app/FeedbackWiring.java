package io.fromline.app;

import io.fromline.api.RelayTestText;
import io.fromline.diagnosis.Causes;
import io.fromline.dns.Dns;
import io.fromline.dns.SystemDns;
import io.fromline.feedback.Arrivals;
import io.fromline.feedback.ProbeDomain;
import io.fromline.feedback.Receiver;
import io.fromline.feedback.RelayTestStore;
import io.fromline.feedback.RelayTests;
import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.relay.Relays;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresRelayTestStore;
import io.fromline.text.Catalogue;
import io.fromline.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tests of relays, and the receiver that proves what arrives. */
@Configuration(proxyBeanMethods = false)
class FeedbackWiring {

    @Bean
    RelayTestStore relayTestStore(Database database) {
        return new PostgresRelayTestStore(database);
    }

    @Bean
    RelayTests relayTests(Relays relays, RelayTestStore store, Config config, InstantSource clock) {
        return new RelayTests(relays, store, domain(config), new SecureRandom(), clock);
    }

    @Bean
    RelayTestText relayTestText(RelayTests tests, Causes causes, Catalogue catalogue) {
        return new RelayTestText(tests, causes, catalogue);
    }

    /** Listens while the server runs, if it is told to. */
    @Bean
    Listening listening(RelayTestStore store, Config config, ObjectProvider<Dns> dns, InstantSource clock) {
        var domain = domain(config);
        var probe = config.mail().probe();
        if (domain == null || probe.port() == 0) {
            return new Listening(null);
        }
        var arrivals = new Arrivals(store, domain, dns.getIfAvailable(SystemDns::new), clock);
        var tls = tls(probe, domain);
        var place = new Receiver.Place(
                config.demo() ? InetAddress.getLoopbackAddress() : null, probe.port(), domain.name());
        try {
            var receiver = Receiver.start(place, tls, Receiver.Limits.DEFAULT, arrivals, clock);
            LoggerFactory.getLogger(Receiver.class)
                    .info("test messages to {} are received on port {}", domain.name(), receiver.port());
            return new Listening(receiver);
        } catch (RuntimeException taken) {
            throw new ConfigProblem("port " + probe.port() + " of " + Setting.PROBE_PORT.key() + " cannot be used: "
                    + taken.getMessage());
        }
    }

    record Listening(@Nullable Receiver receiver) implements DisposableBean {

        @Override
        public void destroy() {
            if (receiver != null) {
                receiver.close();
            }
        }
    }

    private static @Nullable ProbeDomain domain(Config config) {
        var name = config.mail().probe().domain();
        return name == null ? null : new ProbeDomain(name);
    }

    private static SSLContext tls(Config.Probe probe, ProbeDomain domain) {
        var certificate = probe.certificate();
        var key = probe.key();
        if (certificate == null || key == null) {
            return TlsAcceptor.context(ServerTls.selfMade(domain.name()));
        }
        try {
            return TlsAcceptor.context(ServerTls.given(certificate, key));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new ConfigProblem(
                    Setting.PROBE_CERTIFICATE.key() + " cannot be used with its key: " + unusable.getMessage());
        }
    }
}
