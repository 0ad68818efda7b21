package io.fromline.api;

import io.fromline.alert.IncidentTexts;
import io.fromline.configuration.EmailConfiguration;
import io.fromline.configuration.Health;
import io.fromline.diagnosis.Causes;
import io.fromline.identity.Identities;
import io.fromline.identity.SenderIdentity;
import io.fromline.relay.Relays;
import io.fromline.submission.Decision;
import io.fromline.tenant.Mode;
import io.fromline.text.Catalogue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a tenant's configuration into JSON, texts in the reader's language. */
@Component
final class EmailConfigurationWriter {

    private final Catalogue catalogue;
    private final RelayWriter relays;
    private final Identities identities;
    private final IncidentTexts incidents;
    private final Around around;

    EmailConfigurationWriter(
            Catalogue catalogue, RelayWriter relays, Identities identities, IncidentTexts incidents, Around around) {
        this.catalogue = catalogue;
        this.relays = relays;
        this.identities = identities;
        this.incidents = incidents;
        this.around = around;
    }

    EmailConfigurationJson write(EmailConfiguration of, Relays.@Nullable Orphaned waiting, Locale locale) {
        var relay = of.relay();
        var restorable = of.restorable();
        var standby = of.others().standby();
        return new EmailConfigurationJson(
                of.tenant().mode().label(),
                of.effectiveMode().label(),
                sender(of),
                health(of.health(), platformRelay(of), locale),
                plan(of),
                Stream.of(Mode.CUSTOM, Mode.BRANDED, Mode.DEFAULT)
                        .map(mode -> new EmailConfigurationJson.ModeJson(
                                mode.label(),
                                of.plan().allows(mode),
                                of.ready(mode),
                                mode == of.effectiveMode(),
                                of.senderText(mode)))
                        .toList(),
                new EmailConfigurationJson.Proven(identity(of.current()), identity(of.pending())),
                relay == null ? null : relays.write(relay, locale),
                of.drafts().stream().map(draft -> relays.write(draft, locale)).toList(),
                standby == null ? null : relays.write(standby, locale),
                new EmailConfigurationJson.OtherWaysJson(
                        otherWay(of.others().second()), otherWay(of.others().platform())),
                restorable == null
                        ? null
                        : new EmailConfigurationJson.RestorableJson(
                                restorable.relay().id(), restorable.server(), restorable.senderText()),
                notices(of, locale),
                of.incidents().stream()
                        .map(incident -> IncidentJson.of(
                                incident,
                                incidents,
                                new IncidentTexts.Reader(locale, of.tenant().timeZone())))
                        .toList(),
                waiting == null ? null : new EmailConfigurationJson.WaitingJson(waiting.count(), waiting.relay()));
    }

    private static EmailConfigurationJson.@Nullable OtherWayJson otherWay(@Nullable Decision decision) {
        if (decision == null) {
            return null;
        }
        var replyTo = decision.replyTo();
        return new EmailConfigurationJson.OtherWayJson(
                decision.way().server(),
                decision.from().toString(),
                replyTo == null ? null : replyTo.mailbox().toString());
    }

    private @Nullable IdentityJson identity(@Nullable SenderIdentity identity) {
        return identity == null ? null : IdentityJson.of(identity, identities);
    }

    private static boolean platformRelay(EmailConfiguration of) {
        var decision = of.decision();
        return decision == null || decision.way().route().owner().isPlatform();
    }

    EmailConfigurationJson.HealthJson health(Health health, boolean platformRelay, Locale locale) {
        var cause = health.cause();
        var causes = relays.causes();
        return new EmailConfigurationJson.HealthJson(
                health.state().label(),
                catalogue.text(locale, "health." + health.told()),
                health.since(),
                cause == null
                        ? null
                        : platformRelay
                                ? causes.explainForPlatformRelay(cause, locale)
                                : causes.explain(
                                        cause, locale, Causes.at(health.facts().provider())),
                health.facts().lastSuccessAt(),
                health.facts().lastFailureAt());
    }

    private static EmailConfigurationJson.@Nullable SenderJson sender(EmailConfiguration of) {
        var decision = of.decision();
        if (decision == null) {
            return null;
        }
        var replyTo = decision.replyTo();
        return new EmailConfigurationJson.SenderJson(
                decision.from().name(),
                decision.from().mailbox().toString(),
                decision.from().toString(),
                replyTo == null ? null : replyTo.mailbox().toString());
    }

    private EmailConfigurationJson.PlanJson plan(EmailConfiguration of) {
        var losing = of.losing();
        var mode = losing == null ? null : losing.mode();
        return new EmailConfigurationJson.PlanJson(
                of.plan().name(),
                Stream.of(Mode.values())
                        .filter(of.plan()::allows)
                        .map(Mode::label)
                        .toList(),
                of.plan().messagesPerDay(),
                of.usage().today(),
                of.usage().resetsAt(),
                of.plan().logRetentionDays(),
                around.platform().pricingUrl().orElse(null),
                losing == null
                        ? null
                        : new EmailConfigurationJson.NextPlan(
                                losing.plan(), losing.from(), mode == null ? null : mode.label()));
    }

    private List<EmailConfigurationJson.Notice> notices(EmailConfiguration of, Locale locale) {
        var notices = new ArrayList<EmailConfigurationJson.Notice>();
        if (of.effectiveMode() != of.tenant().mode()) {
            notices.add(notice(
                    "plan.mode_lost", locale, Map.of("mode", of.tenant().mode().label())));
        }
        var losing = of.losing();
        var mode = losing == null ? null : losing.mode();
        if (losing != null && mode != null) {
            notices.add(notice(
                    "plan.mode_ends",
                    locale,
                    Map.of(
                            "mode",
                            mode.label(),
                            "day",
                            day(losing.from(), of.tenant().timeZone(), locale))));
        }
        return notices;
    }

    private EmailConfigurationJson.Notice notice(String code, Locale locale, Map<String, Object> arguments) {
        return new EmailConfigurationJson.Notice(code, catalogue.text(locale, "notice." + code, arguments));
    }

    private static String day(Instant time, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(time.atZone(zone));
    }
}
