package io.fromline.app;

import io.fromline.alert.RelayNews;
import io.fromline.delivery.RelayHealth;
import io.fromline.diagnosis.Causes;
import io.fromline.platform.PublicUrl;
import io.fromline.relay.LiveRelay;
import io.fromline.relay.RelayStore;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told when something stops. */
@Configuration(proxyBeanMethods = false)
class AlertWiring {

    @Bean
    RelayNews relayNews(ObjectProvider<SystemMail> mail, Catalogue catalogue, Causes causes, PublicUrl publicUrl) {
        return new RelayNews(AccessWiring.late(mail), catalogue, causes, publicUrl);
    }

    /** A tenant gets a mail. The operator would get it only when the platform's relay, over which it goes, is mended. */
    @Bean
    RelayHealth.HoldListener holdListener(TenantStore tenants, RelayStore relays, RelayNews news) {
        var log = LoggerFactory.getLogger(RelayHealth.class);
        return (route, cause) -> {
            log.warn("relay {} of {} is held: {}", route.relay(), route.owner(), cause);
            if (!route.owner().isPlatform()) {
                var settings = relays.find(route.owner(), route.relay()).map(LiveRelay::settings);
                tenants.find(route.owner())
                        .ifPresent(tenant -> settings.ifPresent(live -> news.held(tenant, live, cause)));
            }
        };
    }
}
