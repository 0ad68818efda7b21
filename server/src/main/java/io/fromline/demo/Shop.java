package io.fromline.demo;

import io.fromline.mail.Mailbox;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A shop of the demo's marketplace. */
enum Shop {
    GLINA("glina", "Glina i Szkliwo", "pro", "pl", "Europe/Warsaw"),
    OAK_AND_WICK("oakandwick", "Oak & Wick", "plus", "en", "Europe/London"),
    ROWEROWO("rowerowo", "Rowerowo", "basic", "pl", "Europe/Warsaw");

    static final List<Plan> PLANS = List.of(
            new Plan("basic", Set.of(Mode.DEFAULT), 500, 14),
            new Plan("plus", Set.of(Mode.DEFAULT, Mode.BRANDED), 2_000, 30),
            new Plan("pro", Set.of(Mode.DEFAULT, Mode.BRANDED, Mode.CUSTOM), 10_000, 90));

    private final String id;
    private final String shopName;
    private final String plan;
    private final String language;
    private final String zone;

    Shop(String id, String shopName, String plan, String language, String zone) {
        this.id = id;
        this.shopName = shopName;
        this.plan = plan;
        this.language = language;
        this.zone = zone;
    }

    TenantId id() {
        return new TenantId(id);
    }

    String domain() {
        return id + ".example";
    }

    boolean polish() {
        return language.equals("pl");
    }

    String shopName() {
        return shopName;
    }

    Tenant tenant(Instant now) {
        return new Tenant(
                id(),
                shopName,
                plan,
                null,
                Locale.of(language),
                ZoneId.of(zone),
                Mailbox.of("kontakt@" + domain()),
                Mode.DEFAULT,
                null,
                null,
                ForeignFrom.REWRITE,
                now);
    }
}
