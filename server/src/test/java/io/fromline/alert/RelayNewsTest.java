package io.fromline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.diagnosis.Causes;
import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.relay.RelaySettings;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelayNewsTest {

    private final Catalogue catalogue = Catalogue.load();
    private final List<SystemMail.Content> sent = new ArrayList<>();
    private final RelayNews news = new RelayNews(
            (onBehalf, kind, to, content) -> sent.add(content),
            catalogue,
            new Causes(catalogue),
            () -> URI.create("https://mail.market.example"));
    private final RelaySettings gmail = new RelaySettings(
            "gmail",
            new SmtpSettings("smtp.gmail.com", 465, Encryption.TLS, "shop@gmail.com", "a secret"),
            new NamedMailbox("Shop", Mailbox.of("shop@gmail.com")),
            null);

    @Test
    void the_tenant_reads_in_its_language_why_its_mail_waits_and_what_to_do() {
        news.held(tenant(Mailbox.of("owner@shop.example")), gmail, "auth.wrong_password");
        var mail = sent.getFirst();
        assertThat(mail.subject()).contains("smtp.gmail.com");
        assertThat(mail.text())
                .contains("Gmail odrzucił logowanie", "1. ", "2. ", "https://myaccount.google.com/apppasswords")
                .contains("https://mail.market.example/settings/integrations/email")
                .doesNotContain("a secret", "{");
        assertThat(mail.html()).contains("<br>2. ").doesNotContain("a secret");
    }

    @Test
    void without_a_contact_there_is_nobody_to_write_to() {
        news.held(tenant(null), gmail, "auth.wrong_password");
        assertThat(sent).isEmpty();
    }

    private static Tenant tenant(@Nullable Mailbox contact) {
        return new Tenant(
                new TenantId("shop"),
                "Zielnik",
                "pro",
                null,
                Locale.of("pl"),
                ZoneOffset.UTC,
                contact,
                Mode.CUSTOM,
                null,
                null,
                Instant.EPOCH);
    }
}
