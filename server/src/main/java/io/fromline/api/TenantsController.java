package io.fromline.api;

import io.fromline.tenant.PlanWatch;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import io.fromline.text.Catalogue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The platform's tenants. */
@RestController
@Tag(name = "Tenants")
class TenantsController {

    private static final int LONGEST_PAGE = 200;

    /** One request goes through no more tenants than this in search of trouble; the cursor goes on from there. */
    private static final int MOST_LOOKED_AT = 5000;

    private final TenantStore store;
    private final Tenants tenants;
    private final Catalogue catalogue;
    private final TenantHealth health;
    private final PlanWatch watch;
    private final InstantSource clock;

    TenantsController(
            Around around,
            Catalogue catalogue,
            ObjectProvider<TenantHealth> health,
            PlanWatch watch,
            InstantSource clock) {
        this.store = around.store();
        this.tenants = around.tenants();
        this.watch = watch;
        this.catalogue = catalogue;
        this.health =
                health.getIfAvailable(() -> (tenant, locale) -> new TenantHealth.Health("sending", null, null, null));
        this.clock = clock;
    }

    record TenantPage(List<TenantJson> items, @Nullable String next) {}

    @GetMapping("/v1/tenants")
    @Operation(
            summary = "The tenants by id; q finds in id, name and contact; trouble=true leaves out those that are well")
    TenantPage list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean trouble,
            @RequestParam(defaultValue = "50") int limit) {
        caller.requireOperator();
        int size = Math.clamp(limit, 1, LONGEST_PAGE);
        List<TenantJson> page = new ArrayList<>();
        String last = after;
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += LONGEST_PAGE) {
            List<Tenant> found = store.list(last, q.strip(), trouble ? LONGEST_PAGE : size + 1);
            for (Tenant tenant : found) {
                if (page.size() == size) {
                    return new TenantPage(page, last);
                }
                TenantJson shown = json(tenant, caller);
                if (!trouble || shown.health().inTrouble()) {
                    page.add(shown);
                }
                last = tenant.id().value();
            }
            if (found.size() < (trouble ? LONGEST_PAGE : size + 1)) {
                return new TenantPage(page, null);
            }
        }
        return new TenantPage(page, last);
    }

    @PostMapping("/v1/tenants")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a tenant; it can send at once in the default mode")
    TenantJson create(Caller caller, @RequestBody TenantRequest asked) {
        caller.requireOperator();
        Tenant tenant = asked.fresh(store, catalogue, clock.instant());
        if (!store.insert(tenant)) {
            throw Problem.of(HttpStatus.CONFLICT, "tenant.exists").with("field", "id");
        }
        return json(tenant, caller);
    }

    @GetMapping("/v1/tenants/{id}")
    @Operation(summary = "One tenant; a tenant may look at itself")
    TenantJson get(Caller caller, @PathVariable String id) {
        return json(existing(caller, id), caller);
    }

    @PatchMapping("/v1/tenants/{id}")
    @Operation(summary = "Change a tenant; with planFrom the plan holds from then on")
    TenantJson change(Caller caller, @PathVariable String id, @RequestBody TenantRequest asked) {
        Tenant before = existing(caller, id);
        caller.requireOperator();
        Tenant after = asked.changed(before, store, catalogue, clock.instant());
        store.update(after);
        tenants.planChanged(before, after, watch);
        return json(after, caller);
    }

    @DeleteMapping("/v1/tenants/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a tenant with all that belongs to it, mail that waits included")
    void delete(Caller caller, @PathVariable String id) {
        TenantId tenant = existing(caller, id).id();
        caller.requireOperator();
        store.delete(tenant);
    }

    private Tenant existing(Caller caller, String id) {
        return store.find(caller.requireTenant(id)).orElseThrow(Problem::notFound);
    }

    private TenantJson json(Tenant tenant, Caller caller) {
        return TenantJson.of(
                tenant, clock.instant(), tenants.effectiveMode(tenant).label(), health.of(tenant, caller.locale()));
    }
}
