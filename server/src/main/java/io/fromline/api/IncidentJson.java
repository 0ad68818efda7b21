package io.fromline.api;

import io.fromline.alert.Incident;
import io.fromline.alert.IncidentTexts;
import io.fromline.diagnosis.CauseText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that somebody should know of, as the API shows it. */
record IncidentJson(
        UUID id,
        String kind,
        String subject,
        String state,
        String title,
        String text,
        @Nullable CauseText cause,
        List<String> steps,
        String button,
        URI link,
        Instant since,
        @Nullable Instant endedAt) {

    static IncidentJson of(Incident incident, IncidentTexts texts, IncidentTexts.Reader reader) {
        var said = texts.say(incident, reader);
        return new IncidentJson(
                incident.id(),
                incident.kind().label(),
                incident.subject(),
                incident.lasts() ? "open" : "over",
                said.title(),
                incident.lasts() ? said.text() : said.over(),
                said.cause(),
                incident.lasts() ? said.steps() : List.of(),
                said.button(),
                said.page(),
                incident.since(),
                incident.endedAt());
    }
}
