package io.fromline.app;

import io.fromline.identity.IdentityStore;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresIdentityStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Addresses that tenants prove to be their own. */
@Configuration(proxyBeanMethods = false)
class IdentityWiring {

    @Bean
    IdentityStore identityStore(Database database) {
        return new PostgresIdentityStore(database);
    }
}
