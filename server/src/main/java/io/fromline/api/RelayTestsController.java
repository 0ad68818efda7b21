package io.fromline.api;

import io.fromline.feedback.RelayTests;
import io.fromline.mail.Mailbox;
import io.fromline.relay.Relay;
import io.fromline.relay.Relays;
import io.fromline.relay.TestLimit;
import io.fromline.relay.TestMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Test messages of a mail service: sent, and followed to where they arrive. */
@RestController
@RequestMapping("/v1/relays/{id}/test")
@Tag(name = "Relays")
class RelayTestsController {

    private static final String NDJSON = "application/x-ndjson";
    private static final int LONGEST_FROM = 500;

    private final Relays relays;
    private final RelayTests tests;
    private final TestLimit limit;
    private final RelayEntitlement entitlement;
    private final RelayTestText text;
    private final JsonMapper json;

    RelayTestsController(
            Relays relays,
            RelayTests tests,
            TestLimit limit,
            RelayEntitlement entitlement,
            RelayTestText text,
            JsonMapper json) {
        this.relays = relays;
        this.tests = tests;
        this.limit = limit;
        this.entitlement = entitlement;
        this.text = text;
        this.json = json;
    }

    record TestRequest(@Nullable String to) {}

    record ConfirmRequest(
            @Nullable Boolean received, @Nullable String from) {}

    @PostMapping
    @Operation(summary = "Send a test message with exactly these settings; as NDJSON, step by step")
    @Nullable
    RelayTestJson test(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody TestRequest asked,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept,
            HttpServletResponse response)
            throws IOException {
        var owner = entitlement.of(caller);
        var relay = find(caller, id);
        var to = Require.mailbox(asked.to(), "to");
        if (!limit.allows(owner)) {
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "relay.too_many_tests");
        }
        if (accept == null || !accept.contains(NDJSON)) {
            return test(relay, to, caller.locale(), step -> {});
        }
        response.setContentType(NDJSON);
        var lines = new Lines(response.getOutputStream(), json);
        lines.write(Map.of("result", test(relay, to, caller.locale(), step -> lines.write(Map.of("step", step)))));
        return null; // the lines are the answer
    }

    private RelayTestJson test(Relay relay, Mailbox to, Locale locale, Consumer<TestMessages.Step> progress) {
        var told = new ToldSteps(relay.owner().isPlatform(), progress);
        return text.of(tests.test(relay, to, told::tell), relay, locale);
    }

    @GetMapping
    @Operation(summary = "The last test, with what has arrived until now")
    RelayTestJson last(Caller caller, @PathVariable UUID id) {
        var relay = find(caller, id);
        return tests.last(relay)
                .map(test -> text.of(test, relay, caller.locale()))
                .orElseThrow(Problem::notFound);
    }

    @PostMapping("/confirm")
    @Operation(summary = "Say that the last test message came, and which From was shown")
    RelayTestJson confirm(Caller caller, @PathVariable UUID id, @RequestBody ConfirmRequest said) {
        entitlement.of(caller);
        var relay = find(caller, id);
        var received = said.received();
        if (received == null) {
            throw Problem.field("received", "request.missing_field", "field", "received");
        }
        var from = said.from() == null
                ? ""
                : said.from().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (from.length() > LONGEST_FROM) {
            throw Problem.field("from", "request.wrong_parameter", "field", "from");
        }
        return tests.confirm(relay, received, from.isEmpty() ? null : from)
                .map(test -> text.of(test, relay, caller.locale()))
                .orElseThrow(Problem::notFound);
    }

    private Relay find(Caller caller, UUID id) {
        return relays.find(caller.tenantOrPlatform(), id).orElseThrow(Problem::notFound);
    }
}
