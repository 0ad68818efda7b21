package io.fromline.app;

import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresTenantStore;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tenants, plans, and who may do what. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {

    @Bean
    TenantStore tenantStore(Database database) {
        return new PostgresTenantStore(database);
    }

    @Bean
    Tenants tenants(TenantStore store, InstantSource clock) {
        return new Tenants(store, clock);
    }

    @Bean
    Catalogue catalogue() {
        return Catalogue.load();
    }
}
