package io.fromline.api;

import io.fromline.diagnosis.CauseText;
import io.fromline.diagnosis.Causes;
import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.Relays;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A relay as the API shows it: everything but its password. */
record RelayJson(
        UUID id,
        String provider,
        String state,
        int version,
        String server,
        @Nullable Integer port,
        @Nullable String encryption,
        @Nullable String username,
        boolean passwordSet,
        Sender sender,
        @Nullable String replyTo,
        @Nullable Settings draft,
        boolean canActivate,
        @Nullable Instant testedAt,
        @Nullable HeldJson held,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastFailureCause,
        boolean canRestore,
        RelayLimitsJson limits,
        DetoursJson detours,
        Instant createdAt) {

    record Sender(String address, String name) {}

    record HeldJson(CauseText cause, Instant since) {}

    /** One set of settings. */
    record Settings(
            String provider,
            String server,
            @Nullable Integer port,
            @Nullable String encryption,
            @Nullable String username,
            boolean passwordSet,
            Sender sender,
            @Nullable String replyTo) {

        static Settings of(RelaySettings settings) {
            var sender = settings.sender();
            var smtp = settings.driver() instanceof SmtpSettings s ? s : null;
            return new Settings(
                    settings.provider(),
                    settings.driver().server(),
                    smtp == null ? null : smtp.port(),
                    smtp == null ? null : smtp.encryption() == Encryption.TLS ? "tls" : "starttls",
                    smtp == null ? null : smtp.username(),
                    smtp != null && smtp.password() != null,
                    new Sender(sender.mailbox().toString(), sender.name()),
                    settings.replyTo() == null ? null : settings.replyTo().toString());
        }
    }

    /** What a caller wants to become of waiting mail. */
    static Relays.Queued queued(String asked, String field) {
        return switch (asked) {
            case "reroute" -> Relays.Queued.RESEND;
            case "cancel" -> Relays.Queued.CANCEL;
            default -> throw Problem.field(field, "request.wrong_parameter", "field", field);
        };
    }

    static RelayJson of(Relay relay, RelayLimitsJson limits, DetoursJson detours, Causes causes, Locale locale) {
        var live = relay.live();
        var shown = Settings.of(live == null ? relay.worked() : live);
        var draft = live == null || relay.draft() == null ? null : Settings.of(relay.draft());
        var held = relay.held();
        var cause = relay.health().lastFailureCause();
        Map<String, Object> at = Map.of("provider", shown.provider());
        return new RelayJson(
                relay.id(),
                shown.provider(),
                relay.state().label(),
                relay.version(),
                shown.server(),
                shown.port(),
                shown.encryption(),
                shown.username(),
                shown.passwordSet(),
                shown.sender(),
                shown.replyTo(),
                draft,
                relay.canActivate(),
                relay.testedAt(),
                held == null ? null : new HeldJson(explained(relay, held.cause(), causes, locale, at), held.since()),
                relay.health().lastSuccessAt(),
                relay.health().lastFailureAt(),
                cause == null ? null : causes.explain(cause, locale, at).text(),
                relay.canRestore(),
                limits,
                detours,
                relay.createdAt());
    }

    /** What a tenant would have to mend at its own mail service is the operator's at the platform's. */
    private static CauseText explained(
            Relay relay, String cause, Causes causes, Locale locale, Map<String, Object> at) {
        var said = causes.explain(cause, locale, at);
        return relay.owner().isPlatform() && said.actor().equals("tenant")
                ? new CauseText(said.code(), "operator", said.text(), said.steps())
                : said;
    }
}
