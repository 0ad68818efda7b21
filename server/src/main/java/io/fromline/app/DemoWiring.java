package io.fromline.app;

import io.fromline.account.AccountStore;
import io.fromline.account.Passwords;
import io.fromline.demo.Demo;
import io.fromline.demo.DemoDns;
import io.fromline.demo.Seed;
import io.fromline.demo.SimulatedRecipients;
import io.fromline.dns.Dns;
import io.fromline.dns.SystemDns;
import io.fromline.egress.Resolver;
import io.fromline.submission.Submissions;
import io.fromline.tenant.TenantStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demonstration; nothing of it is there in a server that is none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(Demo.class)
class DemoWiring {

    @Bean
    Drivers.Detour simulatedRecipients() {
        return SimulatedRecipients::new;
    }

    /** The demo's mail server has a name that only the demo knows; other names like it exist nowhere (RFC 2606 §2). */
    @Bean
    Resolver resolver() {
        return host -> {
            if (Demo.HOST.equalsIgnoreCase(host)) {
                return List.of(InetAddress.getLoopbackAddress());
            }
            if (host.toLowerCase(Locale.ROOT).endsWith(".example")) {
                throw new UnknownHostException(host);
            }
            return Resolver.SYSTEM.addresses(host);
        };
    }

    /** In the demo nobody outside is asked. */
    @Bean
    Dns dns(Demo demo) {
        return new DemoDns(demo.mailService(), new SystemDns());
    }

    @Bean
    Seed seed(
            TenantStore tenants,
            AccountStore accounts,
            Passwords.Hashing hashing,
            Submissions submissions,
            InstantSource clock) {
        return new Seed(tenants, accounts, hashing, submissions, clock);
    }

    /** Before the first request is answered, so that whoever comes first can sign in. */
    @Bean
    SmartInitializingSingleton sowing(Seed seed) {
        return seed::sow;
    }
}
