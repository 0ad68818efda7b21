package io.fromline.app;

import io.fromline.api.Around;
import io.fromline.platform.PlatformSettingStore;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresPlatformSettingStore;
import io.fromline.storage.postgres.PostgresTenantStore;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Tenants and plans, what the operator sets, and the texts. */
@Configuration(proxyBeanMethods = false)
class PlatformWiring {

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

    @Bean
    PlatformSettingStore platformSettingStore(Database database) {
        return new PostgresPlatformSettingStore(database);
    }

    @Bean
    PlatformSettings platformSettings(PlatformSettingStore store, Config config, InstantSource clock) {
        PlatformSettings.Given given = new PlatformSettings.Given(
                SenderText.parse(config.mail().outgoing().defaultSender()),
                config.pages().pricingUrl(),
                config.pages().frameAncestors());
        return new PlatformSettings(store, given, clock);
    }

    /** Asked only once the server listens: a port of 0 has become a real one by then. */
    @Bean
    PublicUrl publicUrl(Config config, Environment environment) {
        return () -> config.http()
                .publicUrl(environment.getProperty(
                        "local.server.port", Integer.class, config.http().port()));
    }

    @Bean
    Around around(TenantStore store, Tenants tenants, PlatformSettings platform, Config config) {
        return new Around(store, tenants, platform, config.demo());
    }
}
