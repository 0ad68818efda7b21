package io.fromline.alert;

import io.fromline.diagnosis.CauseText;
import io.fromline.diagnosis.Causes;
import io.fromline.platform.PublicUrl;
import io.fromline.text.Catalogue;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says incidents in words: the same in the mail, on the page and to programs. */
public final class IncidentTexts {

    private static final Set<String> NUMBERS = Set.of("used", "limit", "count");

    private final Catalogue catalogue;
    private final Causes causes;
    private final PublicUrl publicUrl;

    public IncidentTexts(Catalogue catalogue, Causes causes, PublicUrl publicUrl) {
        this.catalogue = catalogue;
        this.causes = causes;
        this.publicUrl = publicUrl;
    }

    /** Who reads it. */
    public record Reader(Locale language, ZoneId timeZone) {}

    /**
     * An incident in words.
     *
     * @param over what is said once it is over
     * @param button what to press to get to {@code page}, which mends it
     */
    public record Said(
            String title,
            String text,
            @Nullable CauseText cause,
            List<String> steps,
            String over,
            String button,
            URI page) {

        public Said {
            steps = List.copyOf(steps);
        }
    }

    public Said say(Incident incident, Reader reader) {
        var language = reader.language();
        var key = "incident." + incident.kind().label();
        var arguments = arguments(incident, reader);
        var code = incident.cause();
        var cause = code == null
                ? null
                : causes.explain(
                        code, language, Map.of("provider", incident.facts().getOrDefault("provider", "smtp")));
        var own = catalogue.text(language, key + ".steps", arguments);
        return new Said(
                catalogue.text(language, key + ".title", arguments),
                catalogue.text(language, key + ".text", arguments),
                cause,
                cause != null && !cause.steps().isEmpty() ? cause.steps() : List.of(own.split("\n")),
                catalogue.text(language, key + ".over", arguments),
                catalogue.text(language, "incident.button." + page(incident)),
                publicUrl.page(path(incident)));
    }

    private Map<String, Object> arguments(Incident incident, Reader reader) {
        Map<String, Object> arguments = new HashMap<>();
        incident.facts().forEach((name, value) -> arguments.put(name, value(name, value, reader)));
        arguments.put("about", incident.subject().equals(Finding.PLAN) ? "plan" : "relay");
        arguments.put("owner", incident.tenant().isPlatform() ? "platform" : "tenant");
        arguments.putIfAbsent("server", "");
        arguments.putIfAbsent("ended", "no");
        arguments.putIfAbsent("unit", "messages");
        arguments.putIfAbsent("second", "");
        arguments.put("since", moment(incident.since(), reader));
        return arguments;
    }

    private static Object value(String name, String value, Reader reader) {
        if (name.equals("until")) {
            return moment(Instant.parse(value), reader);
        }
        return NUMBERS.contains(name) ? Integer.valueOf(value) : value;
    }

    private static String moment(Instant time, Reader reader) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(reader.language())
                .format(time.atZone(reader.timeZone()));
    }

    private static String page(Incident incident) {
        return incident.kind() == IncidentKind.BACKLOG_GROWING ? "log" : "configuration";
    }

    private static String path(Incident incident) {
        boolean log = page(incident).equals("log");
        if (incident.tenant().isPlatform()) {
            return log ? "/operator/mail-logs" : "/operator/platform/mail-service";
        }
        return log ? "/settings/integrations/mail-logs" : "/settings/integrations/email";
    }
}
