package io.fromline.alert;

import io.fromline.diagnosis.Causes;
import io.fromline.platform.PublicUrl;
import io.fromline.relay.RelaySettings;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Tenant;
import io.fromline.text.Catalogue;
import io.fromline.text.Letter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes to a tenant whose mail waits because its own mail service takes no more: why, and what to do. */
public final class RelayNews {

    private final SystemMail mail;
    private final Catalogue catalogue;
    private final Causes causes;
    private final PublicUrl publicUrl;

    public RelayNews(SystemMail mail, Catalogue catalogue, Causes causes, PublicUrl publicUrl) {
        this.mail = mail;
        this.catalogue = catalogue;
        this.causes = causes;
        this.publicUrl = publicUrl;
    }

    /** Queues one mail, so it is for the caller to ask once for each incident; nothing where the tenant has no contact. */
    public void held(Tenant tenant, RelaySettings settings, String cause) {
        var contact = tenant.contact();
        if (contact == null) {
            return;
        }
        var language = tenant.locale();
        var said = causes.explain(cause, language, Map.of("provider", settings.provider()));
        Map<String, Object> arguments = Map.of(
                "tenant",
                tenant.name(),
                "server",
                settings.driver().server(),
                "cause",
                said.text(),
                "steps",
                numbered(said.steps()));
        var letter = Letter.of(
                catalogue, language, "mail.relay_held", arguments, publicUrl.page("/settings/integrations/email"));
        mail.send(
                tenant.id(),
                SystemMail.Kind.ALERT,
                contact,
                new SystemMail.Content(letter.subject(), letter.plain(), letter.html()));
    }

    private static String numbered(List<String> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> (i + 1) + ". " + steps.get(i))
                .collect(Collectors.joining("\n"));
    }
}
