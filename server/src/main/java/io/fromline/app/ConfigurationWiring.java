package io.fromline.app;

import io.fromline.alert.IncidentStore;
import io.fromline.api.HealthOfTenants;
import io.fromline.api.ProviderText;
import io.fromline.api.TenantHealth;
import io.fromline.configuration.EmailConfigurations;
import io.fromline.diagnosis.Causes;
import io.fromline.identity.IdentityStore;
import io.fromline.log.DeliveryLog;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import io.fromline.provider.Providers;
import io.fromline.queue.TenantStops;
import io.fromline.relay.RelayStore;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresTenantStops;
import io.fromline.submission.OtherSenders;
import io.fromline.submission.Senders;
import io.fromline.submission.SubmissionStore;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a tenant's mail leaves, as a whole, and the providers it can choose from. */
@Configuration(proxyBeanMethods = false)
class ConfigurationWiring {

    @Bean
    Providers providers() {
        return Providers.load();
    }

    @Bean
    ProviderText providerText(Catalogue catalogue, PlatformSettings platform, PublicUrl publicUrl, Config config) {
        return new ProviderText(
                catalogue, platform, publicUrl, config.mail().outgoing().addresses());
    }

    @Bean
    TenantStops tenantStops(Database database) {
        return new PostgresTenantStops(database);
    }

    @Bean
    EmailConfigurations.Ways ways(
            Senders senders,
            OtherSenders others,
            IdentityStore identities,
            RelayStore relays,
            PlatformSettings platform,
            TenantStops stops) {
        return new EmailConfigurations.Ways(senders, others, identities, relays, platform, stops);
    }

    @Bean
    EmailConfigurations.Counts counts(SubmissionStore submissions, DeliveryLog log, IncidentStore incidents) {
        return new EmailConfigurations.Counts(submissions, log, incidents);
    }

    @Bean
    EmailConfigurations emailConfigurations(
            Tenants tenants,
            TenantStore store,
            EmailConfigurations.Ways ways,
            EmailConfigurations.Counts counts,
            InstantSource clock) {
        return new EmailConfigurations(tenants, store, ways, counts, clock);
    }

    @Bean
    TenantHealth tenantHealth(EmailConfigurations configurations, Catalogue catalogue, Causes causes) {
        return new HealthOfTenants(configurations, catalogue, causes);
    }
}
