package io.fromline.app;

import io.fromline.delivery.RelayHealth;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told when something stops. */
@Configuration(proxyBeanMethods = false)
class AlertWiring {

    @Bean
    RelayHealth.HoldListener holdListener() {
        var log = LoggerFactory.getLogger(RelayHealth.class);
        return (route, cause) -> log.warn("relay {} of {} is held: {}", route.relay(), route.owner(), cause);
    }
}
