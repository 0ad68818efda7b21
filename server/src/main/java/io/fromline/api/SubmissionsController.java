package io.fromline.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fromline.mail.Mailbox;
import io.fromline.submission.Acceptance;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.Submissions;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Sending: what is answered with 202 has been committed. */
@RestController
@RequestMapping("/v1/submissions")
@Tag(name = "Submissions")
class SubmissionsController {

    private static final int AT_ONCE = 50;
    private static final int LARGEST_BATCH = 500;
    private static final int LONGEST_KEY = 200;

    private final Submissions submissions;
    private final Around around;
    private final Problems problems;
    private final JsonMapper json;

    SubmissionsController(Submissions submissions, Around around, Problems problems, JsonMapper json) {
        this.submissions = submissions;
        this.around = around;
        this.problems = problems;
        this.json = json;
    }

    record Batch(@Nullable List<@Nullable SubmissionRequestJson> items) {}

    /** One result of a batch: a submission or a problem. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BatchItem(
            int status,
            @Nullable UUID id,
            @Nullable List<SubmissionJson.Delivery> deliveries,
            @Nullable Object problem) {}

    record BatchResult(List<BatchItem> items) {}

    record Resend(@Nullable List<String> recipients) {}

    record Cancelled(int cancelled) {}

    @PostMapping
    @Operation(summary = "Send one message; 202 once it is stored")
    ResponseEntity<SubmissionJson> submit(
            Caller caller,
            @RequestBody SubmissionRequestJson asked,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return answer(submissions.accept(caller.requireWrite().tenant(), asked.checked(), once(key, asked)));
    }

    @PostMapping("/batch")
    @Operation(summary = "Send up to 500 messages, each with its own result")
    BatchResult batch(
            Caller caller,
            @RequestBody Batch batch,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var tenant = caller.requireWrite().tenant();
        var items = Require.present(batch.items(), "items");
        if (items.isEmpty() || items.size() > LARGEST_BATCH) {
            throw Problem.field("items", "batch.size", "max", LARGEST_BATCH);
        }
        items.forEach(item -> Require.present(item, "items"));
        // Many at the same time, so that they share commits; not all, so that other callers get a word in.
        return new BatchResult(IntStream.range(0, items.size())
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        AT_ONCE, i -> item(caller, tenant, items.get(i), key == null ? null : key + "#" + i)))
                .toList());
    }

    private BatchItem item(Caller caller, TenantId tenant, SubmissionRequestJson asked, @Nullable String key) {
        try {
            var accepted = accepted(submissions.accept(tenant, asked.checked(), once(key, asked)));
            var shown = SubmissionJson.of(accepted.submission());
            return new BatchItem(HttpStatus.ACCEPTED.value(), shown.id(), shown.deliveries(), null);
        } catch (Problem problem) {
            return new BatchItem(problem.status().value(), null, null, problems.body(problem, caller.locale()));
        }
    }

    @GetMapping("/{id}")
    @Operation(summary = "A submission with the state of each delivery")
    SubmissionJson one(Caller caller, @PathVariable UUID id) {
        return submissions.find(tenantOf(caller), id).map(SubmissionJson::of).orElseThrow(Problem::notFound);
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Cancel what of it is not under way yet")
    Cancelled cancel(Caller caller, @PathVariable UUID id) {
        var tenant = tenant(caller);
        require(tenant, id);
        return new Cancelled(submissions.cancel(tenant, id));
    }

    @PostMapping("/{id}/resend")
    @Operation(summary = "Send it anew, to all or some of its recipients, as mail leaves now")
    ResponseEntity<SubmissionJson> resend(
            Caller caller, @PathVariable UUID id, @RequestBody(required = false) @Nullable Resend asked) {
        var tenant = tenant(caller);
        require(tenant, id);
        var wanted = asked == null ? null : asked.recipients();
        List<Mailbox> to = wanted == null
                ? List.of()
                : wanted.stream().map(r -> Require.mailbox(r, "recipients")).toList();
        return answer(submissions.resend(tenant, id, to));
    }

    private static ResponseEntity<SubmissionJson> answer(Acceptance acceptance) {
        var accepted = accepted(acceptance);
        var answer = ResponseEntity.accepted();
        if (accepted.repeated()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(SubmissionJson.of(accepted.submission()));
    }

    private static Acceptance.Accepted accepted(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> accepted;
            case Acceptance.Refused refused -> throw problem(refused);
        };
    }

    private static Problem problem(Acceptance.Refused refused) {
        if (refused.code().equals("submission.no_tenant")) {
            return Problem.notFound();
        }
        var status = switch (refused.code()) {
            case "plan.limit_reached" -> HttpStatus.TOO_MANY_REQUESTS;
            case "submission.no_sender" -> HttpStatus.SERVICE_UNAVAILABLE;
            case "submission.not_resendable" -> HttpStatus.CONFLICT;
            default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        var arguments = refused.arguments().entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray();
        var problem = Problem.of(status, refused.code(), arguments);
        return refused.field().isEmpty() ? problem : problem.with("field", refused.field());
    }

    private @Nullable OnceKey once(@Nullable String key, SubmissionRequestJson asked) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Problem.field(
                    "Idempotency-Key", "request.bad_text", "field", "Idempotency-Key", "longest", LONGEST_KEY);
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(asked));
            return new OnceKey(key, hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void require(Tenant tenant, UUID id) {
        if (submissions.find(tenant, id).isEmpty()) {
            throw Problem.notFound();
        }
    }

    private Tenant tenant(Caller caller) {
        return tenantOf(caller.requireWrite());
    }

    private Tenant tenantOf(Caller caller) {
        return around.store().find(caller.tenant()).orElseThrow(Problem::notFound);
    }
}
