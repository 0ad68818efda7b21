package io.fromline.app;

import io.fromline.driver.Driver;
import io.fromline.driver.DriverRegistry;
import io.fromline.driver.simulator.SimulatorDriver;
import io.fromline.driver.smtp.SmtpDriver;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.egress.Egress;
import io.fromline.egress.Network;
import io.fromline.egress.Resolver;
import io.fromline.lookout.ServerCertificates;
import io.fromline.mail.smtp.CertificateWatch;
import io.fromline.mail.smtp.SmtpClient;
import io.fromline.mail.smtp.Timeouts;
import io.fromline.mail.smtp.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The kinds of relay that this server knows, one line each, and the door they go out by. */
@Configuration(proxyBeanMethods = false)
class Drivers {

    /** What stands between the server and its SMTP relays, as in the demo, where some recipients are simulated. */
    interface Detour extends UnaryOperator<Driver<SmtpSettings>> {}

    @Bean
    DriverRegistry driverRegistry(SmtpClient client, ObjectProvider<Detour> detour) {
        Driver<SmtpSettings> smtp = new SmtpDriver(client);
        Detour way = detour.getIfAvailable();
        return new DriverRegistry(List.of(way == null ? smtp : way.apply(smtp), new SimulatorDriver()));
    }

    @Bean
    Egress egress(Config config, ObjectProvider<Resolver> resolver) {
        return egressOf(config, resolver.getIfAvailable(() -> Resolver.SYSTEM));
    }

    @Bean
    SmtpClient smtpClient(Config config, Egress egress, ServerCertificates certificates) {
        return client(config, egress, certificates);
    }

    static Egress egressOf(Config config, Resolver resolver) {
        return egressOf(config, resolver, Egress.MAIL_PORTS);
    }

    /** @param ports on which public addresses may be reached */
    static Egress egressOf(Config config, Resolver resolver, Set<Integer> ports) {
        try {
            return new Egress(
                    resolver,
                    config.mail().egressAllow().stream().map(Network::parse).toList(),
                    ports);
        } catch (IllegalArgumentException broken) {
            throw new ConfigProblem(Setting.EGRESS_ALLOW.key() + ": " + broken.getMessage());
        }
    }

    static SmtpClient client(Config config, Egress egress, CertificateWatch certificates) {
        String name = config.mail().outgoing().ehloName();
        return new SmtpClient(egress, trust(config), name, Timeouts.DEFAULT, certificates);
    }

    static Trust trust(Config config) {
        Path extra = config.mail().extraCa();
        if (extra == null) {
            return Trust.system();
        }
        try {
            return Trust.systemAnd(Files.readString(extra));
        } catch (IOException | IllegalArgumentException broken) {
            throw new ConfigProblem(
                    Setting.EXTRA_CA.key() + " names " + extra + ", which cannot be used: " + broken.getMessage());
        }
    }
}
