package io.fromline.api;

import io.fromline.api.RelayTestJson.Advice;
import io.fromline.api.RelayTestJson.Check;
import io.fromline.diagnosis.Causes;
import io.fromline.feedback.Arrival;
import io.fromline.feedback.Finding;
import io.fromline.feedback.Judgement;
import io.fromline.feedback.RelayTest;
import io.fromline.feedback.RelayTests;
import io.fromline.relay.Relay;
import io.fromline.text.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in words what came of a test. */
public record RelayTestText(RelayTests tests, Causes causes, Catalogue catalogue) {

    RelayTestJson of(RelayTest test, Relay relay, Locale locale) {
        var result = Objects.requireNonNull(test.result());
        var told = new ToldSteps(relay.owner().isPlatform(), step -> {});
        result.steps().forEach(told::tell);
        var cause = result.cause();
        Map<String, Object> at = Map.of("provider", relay.worked().provider());
        return new RelayTestJson(
                result.passed(),
                told.steps(),
                cause == null ? null : causes.explainForTest(cause, locale, at),
                result.delivery(),
                test.order().to().toString(),
                test.startedAt(),
                arrived(test, locale),
                confirmed(test, locale));
    }

    private RelayTestJson.@Nullable Arrived arrived(RelayTest test, Locale locale) {
        var state = test.state(tests.now());
        var arrival = test.arrival();
        if (state == null) {
            return null;
        }
        var label = state.name().toLowerCase(Locale.ROOT);
        return arrival == null
                ? new RelayTestJson.Arrived(
                        label, null, null, null, null, null, null, null, null, null, absent(test, label, locale))
                : arrived(label, test, arrival, locale);
    }

    private RelayTestJson.Verdict absent(RelayTest test, String state, Locale locale) {
        var result = Objects.requireNonNull(test.result());
        var code = result.probed() ? state : "not_taken";
        return new RelayTestJson.Verdict(code, catalogue.text(locale, "arrival.verdict." + code), List.of(), List.of());
    }

    private RelayTestJson.Arrived arrived(String state, RelayTest test, Arrival arrival, Locale locale) {
        var judgement = Judgement.of(test, arrival);
        var proofs = arrival.proofs();
        var tls = arrival.tls();
        return new RelayTestJson.Arrived(
                state,
                Judgement.shown(arrival.letterhead()),
                judgement.fromKept(),
                judgement.replyToKept(),
                arrival.letterhead().returnPath(),
                check(proofs.spf()),
                check(proofs.dkim()),
                check(proofs.dmarc()),
                new RelayTestJson.Encryption(
                        tls.last() != null, tls.last(), tls.before().name().toLowerCase(Locale.ROOT)),
                Math.max(0, Duration.between(test.startedAt(), arrival.at()).toMillis()),
                verdict(test, arrival, judgement, locale));
    }

    private RelayTestJson.Verdict verdict(RelayTest test, Arrival arrival, Judgement judgement, Locale locale) {
        var facts = Map.<String, Object>of(
                "sent", test.order().from().toString(), "shown", Judgement.shown(arrival.letterhead()));
        return new RelayTestJson.Verdict(
                judgement.headline().name().toLowerCase(Locale.ROOT),
                catalogue.text(locale, judgement.headline().key(), facts),
                advice(judgement, Finding.Kind.IMPROVE, locale),
                advice(judgement, Finding.Kind.UNPROVEN, locale));
    }

    private List<Advice> advice(Judgement judgement, Finding.Kind kind, Locale locale) {
        return judgement.findings().stream()
                .filter(finding -> finding.code().kind() == kind)
                .map(finding -> new Advice(
                        finding.code().name().toLowerCase(Locale.ROOT),
                        catalogue.text(locale, finding.code().key(), finding.facts())))
                .toList();
    }

    private static Check check(Arrival.Check check) {
        return new Check(check.result().label(), check.aligned(), check.domain(), check.word());
    }

    private RelayTestJson.@Nullable Confirmed confirmed(RelayTest test, Locale locale) {
        var said = test.confirmation();
        if (said == null) {
            return null;
        }
        var kept = said.from() == null ? null : Judgement.fromKept(test, said.from());
        var code = !said.received() ? "not_received" : kept == null ? "received" : kept ? "kept" : "rewritten";
        var facts = Map.<String, Object>of(
                "sent", test.order().from().toString(), "shown", said.from() == null ? "" : said.from());
        return new RelayTestJson.Confirmed(
                said.received(),
                said.from(),
                kept,
                said.at(),
                catalogue.text(locale, "arrival.confirmed." + code, facts));
    }
}
