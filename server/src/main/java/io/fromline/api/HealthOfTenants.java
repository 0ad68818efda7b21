package io.fromline.api;

import io.fromline.configuration.EmailConfigurations;
import io.fromline.diagnosis.Causes;
import io.fromline.tenant.Tenant;
import io.fromline.text.Catalogue;
import java.util.Locale;

/** The same health as on the tenant's own page, for the operator, who is told every cause as it is. */
public final class HealthOfTenants implements TenantHealth {

    private final EmailConfigurations configurations;
    private final Catalogue catalogue;
    private final Causes causes;

    public HealthOfTenants(EmailConfigurations configurations, Catalogue catalogue, Causes causes) {
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.causes = causes;
    }

    @Override
    public Health of(Tenant tenant, Locale locale) {
        var health = configurations.health(tenant);
        var cause = health.cause();
        return new Health(
                health.state().label(),
                catalogue.text(locale, "health." + health.told()),
                health.since(),
                cause == null
                        ? null
                        : causes.explain(cause, locale, Causes.at(health.facts().provider())));
    }
}
