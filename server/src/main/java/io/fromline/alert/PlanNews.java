package io.fromline.alert;

import io.fromline.mail.Mailbox;
import io.fromline.platform.PublicUrl;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.PlanWatch;
import io.fromline.tenant.Tenant;
import io.fromline.text.Catalogue;
import io.fromline.text.Letter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;

/** Writes to a tenant whose plan takes away the way its mail leaves by. */
public final class PlanNews implements PlanWatch {

    private final SystemMail mail;
    private final Catalogue catalogue;
    private final PublicUrl publicUrl;

    public PlanNews(SystemMail mail, Catalogue catalogue, PublicUrl publicUrl) {
        this.mail = mail;
        this.catalogue = catalogue;
        this.publicUrl = publicUrl;
    }

    @Override
    public void losesMode(Tenant tenant, String plan, Instant from) {
        Mailbox contact = tenant.contact();
        if (contact == null) {
            return;
        }
        Locale language = tenant.locale();
        String date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(from.atZone(tenant.timeZone()));
        Map<String, Object> arguments = Map.of("name", tenant.name(), "plan", plan, "date", date);
        Letter letter = Letter.of(
                catalogue, language, "mail.downgrade", arguments, publicUrl.page("/settings/integrations/email"));
        mail.send(
                tenant.id(),
                SystemMail.Kind.ALERT,
                contact,
                new SystemMail.Content(letter.subject(), letter.plain(), letter.html()));
    }
}
