package io.fromline.alert;

import io.fromline.alert.IncidentTexts.Reader;
import io.fromline.alert.IncidentTexts.Said;
import io.fromline.alert.TellingPolicy.Telling;
import io.fromline.mail.Mailbox;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import io.fromline.text.Letter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the mail that tells of incidents: what happened, why, what to do, and what is over. */
public final class AlertMail {

    private final SystemMail mail;
    private final Catalogue catalogue;
    private final IncidentTexts texts;

    public AlertMail(SystemMail mail, Catalogue catalogue, IncidentTexts texts) {
        this.mail = mail;
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * One who is told.
     *
     * @param name the tenant's, or the platform's
     */
    public record Addressee(Mailbox mailbox, String name, Reader reader) {}

    /** Queues one mail; false when the platform cannot send any yet. */
    boolean send(TenantId tenant, Addressee to, Telling telling) {
        var letter = letter(to, telling);
        return mail.send(
                tenant,
                SystemMail.Kind.ALERT,
                to.mailbox(),
                new SystemMail.Content(letter.subject(), letter.plain(), letter.html()));
    }

    private Letter letter(Addressee to, Telling telling) {
        var language = to.reader().language();
        var alerts = said(telling.alerts(), to.reader());
        var over = said(telling.allClears(), to.reader());
        var first = alerts.isEmpty() ? over.getFirst() : alerts.getFirst();
        var sections = Stream.concat(
                alerts.stream().map(one -> section(one, alerts.size() + over.size() > 1)),
                over.stream().map(Said::over));
        return new Letter(
                language,
                subject(to, alerts, over),
                catalogue.text(language, "mail.alert.intro", Map.of("name", to.name()))
                        + "\n\n"
                        + sections.collect(Collectors.joining("\n\n")),
                first.button(),
                first.page(),
                catalogue.text(language, "mail.alert.after"));
    }

    private String subject(Addressee to, List<Said> alerts, List<Said> over) {
        var language = to.reader().language();
        if (alerts.size() == 1) {
            return alerts.getFirst().title();
        }
        if (alerts.isEmpty()) {
            return catalogue.text(language, "mail.alert.over", Map.of("count", over.size(), "name", to.name()));
        }
        return catalogue.text(language, "mail.alert.several", Map.of("count", alerts.size(), "name", to.name()));
    }

    private List<Said> said(List<Incident> incidents, Reader reader) {
        return incidents.stream().map(incident -> texts.say(incident, reader)).toList();
    }

    private static String section(Said said, boolean titled) {
        var cause = said.cause();
        return Stream.of(
                        titled ? said.title() : "",
                        said.text(),
                        cause == null ? "" : cause.text(),
                        numbered(said.steps()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String numbered(List<String> steps) {
        return steps.size() == 1
                ? steps.getFirst()
                : IntStream.range(0, steps.size())
                        .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                        .collect(Collectors.joining("\n"));
    }
}
