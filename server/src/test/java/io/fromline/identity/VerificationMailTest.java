package io.fromline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.text.Catalogue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files; with {@code -Dgolden.write=true} they are written anew, to be read in the diff. */
class VerificationMailTest {

    private static final Path GOLDEN = Path.of("src/test/resources/mail");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"en", "pl"})
    void the_mail_reads_as_it_should(String language) throws IOException {
        var letterbox = new Letterbox();
        var mail = new VerificationMail(
                letterbox,
                Catalogue.load(),
                () -> URI.create("https://mail.market.example"),
                () -> Optional.of(new NamedMailbox("{tenant} Market", Mailbox.of("mail@market.example"))));
        mail.send(tenant(language), identity(), "a-token");
        var content = letterbox.letters.getFirst();
        golden("verification-" + language + ".txt", content.subject() + "\n\n" + content.text());
        golden("verification-" + language + ".html", content.html());
    }

    private static void golden(String name, String content) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Files.createDirectories(GOLDEN).resolve(name), content);
        }
        assertThat(content).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }

    private static SenderIdentity identity() {
        return new SenderIdentity(
                new TenantId("shop"),
                new UUID(0, 1),
                Mailbox.of("kontakt@zielnik.example"),
                "Zielnik",
                SenderIdentity.State.PENDING,
                NOW,
                NOW,
                null,
                NOW);
    }

    private static Tenant tenant(String language) {
        return new Tenant(
                new TenantId("shop"),
                "Zielnik <b>& Córki</b>",
                "pro",
                null,
                Locale.of(language),
                ZoneOffset.UTC,
                null,
                Mode.DEFAULT,
                null,
                null,
                ForeignFrom.REWRITE,
                NOW);
    }
}
