package io.fromline.tenant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps tenants and plans. */
public interface TenantStore {

    Optional<Tenant> find(TenantId id);

    /** False when the id is taken. */
    boolean insert(Tenant tenant);

    /** Writes what the platform sets: name, plan, next plan, locale, time zone, contact. */
    void update(Tenant tenant);

    void setMode(TenantId id, Mode mode);

    /** Makes this the relay of the custom mode and that the mode, remembering the one before. */
    void activateRelay(TenantId id, @Nullable UUID relay, @Nullable UUID previous, Mode mode);

    /** Deletes the tenant and all that it owns. */
    void delete(TenantId id);

    /** Tenants by id, from after the cursor on, whose id, name or contact contains the text; empty text means all. */
    List<Tenant> list(@Nullable String after, String text, int limit);

    Optional<Plan> plan(String name);

    List<Plan> plans();

    void putPlan(Plan plan);
}
