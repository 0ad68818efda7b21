package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.account.AccountStore;
import io.fromline.account.Passwords;
import io.fromline.demo.Demo;
import io.fromline.demo.Person;
import io.fromline.driver.smtp.Encryption;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.feedback.Finding;
import io.fromline.feedback.Judgement;
import io.fromline.feedback.RelayTest;
import io.fromline.feedback.RelayTests;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.provider.detection.Detected;
import io.fromline.provider.detection.Detection;
import io.fromline.provider.detection.How;
import io.fromline.relay.Relay;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.Relays;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path folder;

    @Test
    void its_people_can_sign_in_its_shops_mail_arrives_and_a_restart_changes_nothing() {
        DatabaseAddress database = TestDatabase.emptyDatabase();
        try (Demo demo = Demo.start()) {
            try (Running running = start(demo, database)) {
                for (Person person : Person.ALL) {
                    assertThat(Passwords.flaw(person.password(), person.email()))
                            .isEmpty();
                    assertThat(running.part(AccountStore.class).withEmail(person.email()))
                            .hasSize(1);
                }
                arrived(demo, "anna@klienci.example");
                arrived(demo, "grace@customers.example");
            }
            try (Running again = start(demo, database)) {
                assertThat(again.part(TenantStore.class).list(null, "", 10)).hasSize(3);
                assertThat(again.part(AccountStore.class).withEmail("zofia@glina.example"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_test_of_a_shops_own_mail_service_shows_what_arrives() {
        try (Demo demo = Demo.start();
                Running running = start(demo, TestDatabase.emptyDatabase())) {
            Demo.MailService mail = demo.mailService();
            Relays relays = running.part(Relays.class);
            RelayTests tests = running.part(RelayTests.class);
            Relay relay = relays.draft(
                    new TenantId("glina"),
                    new RelaySettings(
                            "smtp",
                            new SmtpSettings(
                                    mail.server(), mail.port(), Encryption.TLS, mail.username(), mail.password()),
                            new NamedMailbox("Glina", Mailbox.of("sklep@glina.example")),
                            null));
            tests.test(relay, Mailbox.of("zofia@glina.example"), step -> {});
            Instant end = Instant.now().plusSeconds(30);
            while (tests.last(relay).orElseThrow().arrival() == null) {
                assertThat(Instant.now()).as("arrival").isBefore(end);
                Thread.yield();
            }
            RelayTest tested = tests.last(relay).orElseThrow();
            assertThat(Judgement.of(tested, Objects.requireNonNull(tested.arrival())))
                    .isEqualTo(new Judgement(
                            Judgement.Headline.PROVEN_NO_RULE,
                            List.of(
                                    new Finding(Finding.Code.DKIM_NONE, Map.of()),
                                    new Finding(
                                            Finding.Code.DMARC_NONE, Map.of("domain", "glina.example", "word", ""))),
                            true,
                            true));
            assertThat(demo.inbox().mailboxes()).contains("zofia@glina.example").noneMatch(m -> m.contains("probe"));
        }
    }

    @Test
    void a_shops_address_leads_to_the_demos_mail_service_and_asks_nobody_outside() {
        try (Demo demo = Demo.start();
                Running running = start(demo, TestDatabase.emptyDatabase())) {
            Detection detection = running.part(Detection.class);
            var mail = demo.mailService();
            assertThat(detection.detect(Mailbox.of("sklep@glina.example")))
                    .isEqualTo(new Detected(
                            null,
                            How.SRV,
                            new io.fromline.provider.detection.Settings(
                                    mail.server(), mail.port(), mail.encryption(), "sklep@glina.example"),
                            null,
                            false));
            assertThat(detection.detect(Mailbox.of("sklep@nowhere.example")).how())
                    .isEqualTo(How.NONE);
        }
    }

    private static void arrived(Demo demo, String mailbox) {
        Instant end = Instant.now().plusSeconds(30);
        while (demo.inbox().list(mailbox, null, 1).isEmpty()) {
            assertThat(Instant.now()).as("mail for " + mailbox).isBefore(end);
            Thread.yield();
        }
    }

    private Running start(Demo demo, DatabaseAddress database) {
        String url = database.jdbcUrl().replaceFirst("//", "//" + database.user() + ":" + database.password() + "@");
        return Fromline.start(
                demo,
                Map.of(
                        "FROMLINE_DEMO", "true",
                        "FROMLINE_DATA_DIR", folder.toString(),
                        "FROMLINE_DATABASE_URL", url,
                        "FROMLINE_HTTP_PORT", "0",
                        "FROMLINE_HTTP_ADDRESS", "127.0.0.1"));
    }
}
