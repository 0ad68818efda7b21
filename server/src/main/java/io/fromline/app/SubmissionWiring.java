package io.fromline.app;

import io.fromline.account.KeyLogIn;
import io.fromline.account.Keys;
import io.fromline.api.SubmissionAccess;
import io.fromline.mail.submission.Limits;
import io.fromline.mail.submission.SubmissionServer;
import io.fromline.mail.submission.SubmissionServer.Encryption;
import io.fromline.mail.submission.SubmissionServer.Place;
import io.fromline.mail.tls.TlsAcceptor;
import io.fromline.smtpd.TenantDoor;
import io.fromline.submission.Submissions;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import io.fromline.tls.ServerTls;
import io.fromline.tls.WatchedTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** SMTP submission, on the ports that are set. */
@Configuration(proxyBeanMethods = false)
class SubmissionWiring {

    @Bean
    TenantDoor tenantDoor(
            Keys keys, TenantStore tenants, Submissions submissions, Catalogue catalogue, InstantSource clock) {
        return new TenantDoor(new KeyLogIn(keys, clock), tenants, submissions, catalogue);
    }

    @Bean
    SubmissionAccess submissionAccess(Config config) {
        var submission = config.mail().submission();
        return new SubmissionAccess(
                submission.startTls() == 0 && submission.tls() == 0 ? null : submission.host(),
                submission.startTls() == 0 ? null : submission.startTls(),
                submission.tls() == 0 ? null : submission.tls());
    }

    @Bean
    Doors doors(TenantDoor door, Config config) {
        return new Doors(door, config);
    }

    /** Listens from when all else is ready until before anything else stops, so that what is under way can be settled. */
    static final class Doors implements SmartLifecycle {

        private final TenantDoor door;
        private final Config config;
        private final List<SubmissionServer> servers = new ArrayList<>();

        Doors(TenantDoor door, Config config) {
            this.door = door;
            this.config = config;
        }

        @Override
        public void start() {
            var submission = config.mail().submission();
            if (submission.startTls() == 0 && submission.tls() == 0) {
                return;
            }
            var tls = tls(submission);
            try {
                listen(submission.startTls(), Encryption.STARTTLS, tls);
                listen(submission.tls(), Encryption.IMPLICIT, tls);
            } catch (RuntimeException taken) {
                stop();
                throw taken;
            }
        }

        private void listen(int port, Encryption encryption, Supplier<TlsAcceptor> tls) {
            if (port == 0) {
                return;
            }
            try {
                var place = new Place(address(config), port, encryption);
                var name = config.mail().submission().host();
                servers.add(SubmissionServer.start(place, name, tls, Limits.DEFAULT, door));
                LoggerFactory.getLogger(SubmissionServer.class)
                        .info("mail is taken in by SMTP on port {}, TLS {}", port, encryption);
            } catch (IOException taken) {
                var setting = encryption == Encryption.STARTTLS ? Setting.SUBMISSION_PORT : Setting.SUBMISSION_TLS_PORT;
                throw new ConfigProblem(
                        "port " + port + " of " + setting.key() + " cannot be used: " + taken.getMessage());
            }
        }

        @Override
        public void stop() {
            servers.forEach(SubmissionServer::close);
            servers.clear();
        }

        @Override
        public boolean isRunning() {
            return !servers.isEmpty();
        }
    }

    private static @Nullable InetAddress address(Config config) {
        var given = config.http().address();
        try {
            return config.demo()
                    ? InetAddress.getLoopbackAddress()
                    : given == null ? null : InetAddress.getByName(given);
        } catch (UnknownHostException unknown) {
            throw new ConfigProblem(Setting.HTTP_ADDRESS.key() + " is no address of this machine: " + given);
        }
    }

    private static Supplier<TlsAcceptor> tls(Config.Submission submission) {
        var certificate = submission.certificate();
        var key = submission.key();
        if (certificate == null || key == null) {
            var made = TlsAcceptor.of(ServerTls.selfMade(submission.host()));
            return () -> made;
        }
        try {
            return new WatchedTls(certificate, key);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new ConfigProblem(
                    Setting.SUBMISSION_CERTIFICATE.key() + " cannot be used with its key: " + unusable.getMessage());
        }
    }
}
