package io.fromline.api;

import io.fromline.log.Retention;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Plan;
import io.fromline.tenant.TenantStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The platform's plans. */
@RestController
@Tag(name = "Plans")
class PlansController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int MOST_MESSAGES = 100_000_000;
    private static final int LONGEST_RETENTION = 3650;

    private final TenantStore store;
    private final Retention retention;

    PlansController(TenantStore store, Retention retention) {
        this.store = store;
        this.retention = retention;
    }

    record PlanRequest(
            @Nullable String name,
            @Nullable List<String> modes,
            @Nullable Integer messagesPerDay,
            @Nullable Integer logRetentionDays) {}

    record PlanJson(String name, List<String> modes, int messagesPerDay, int logRetentionDays) {

        static PlanJson of(Plan plan) {
            List<String> modes = plan.modes().stream().sorted().map(Mode::label).toList();
            return new PlanJson(plan.name(), modes, plan.messagesPerDay(), plan.logRetentionDays());
        }
    }

    record PlanList(List<PlanJson> items) {}

    @GetMapping("/v1/plans")
    @Operation(summary = "All plans")
    PlanList list(Caller caller) {
        caller.requireOperator();
        return new PlanList(store.plans().stream().map(PlanJson::of).toList());
    }

    @GetMapping("/v1/plans/{name}")
    @Operation(summary = "One plan")
    PlanJson get(Caller caller, @PathVariable String name) {
        caller.requireOperator();
        return store.plan(name).map(PlanJson::of).orElseThrow(Problem::notFound);
    }

    @PutMapping("/v1/plans/{name}")
    @Operation(summary = "Make a plan or change it; tenants on it are affected at once")
    PlanJson put(Caller caller, @PathVariable String name, @RequestBody PlanRequest asked) {
        caller.requireOperator();
        if (!NAME.matcher(name).matches()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "plan.name_invalid")
                    .with("field", "name");
        }
        if (asked.name() != null && !asked.name().equals(name)) {
            throw Problem.field("name", "plan.name_mismatch");
        }
        Plan plan = new Plan(
                name,
                modes(Require.present(asked.modes(), "modes")),
                number(asked.messagesPerDay(), "messagesPerDay", 0, MOST_MESSAGES),
                number(asked.logRetentionDays(), "logRetentionDays", 1, LONGEST_RETENTION));
        retention.expect(plan);
        store.putPlan(plan);
        return PlanJson.of(plan);
    }

    private static Set<Mode> modes(List<String> labels) {
        Set<Mode> modes = labels.stream()
                .map(label -> Mode.of(label).orElseThrow(() -> Problem.field("modes", "plan.mode_unknown")))
                .collect(Collectors.toSet());
        if (!modes.contains(Mode.DEFAULT)) {
            throw Problem.field("modes", "plan.default_required");
        }
        return modes;
    }

    private static int number(@Nullable Integer value, String field, int least, int most) {
        int number = Require.present(value, field);
        if (number < least || number > most) {
            throw Problem.field(field, "plan.number", "least", least, "most", most);
        }
        return number;
    }
}
