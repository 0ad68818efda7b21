package io.fromline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.account.AccountStore;
import io.fromline.account.Passwords;
import io.fromline.demo.Demo;
import io.fromline.demo.Person;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
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
