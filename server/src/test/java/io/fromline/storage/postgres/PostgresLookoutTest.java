package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.alert.Ahead;
import io.fromline.dns.Dns.Type;
import io.fromline.dns.WrittenDns;
import io.fromline.lookout.DomainChecks;
import io.fromline.lookout.DomainLook;
import io.fromline.lookout.ServerCertificates.Term;
import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresLookoutTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Database database = TestDatabase.database();
    private final PostgresLookout lookout = new PostgresLookout(database);
    private final TenantId shop = new TenantId("t-" + Ids.next());
    private final UUID relay = Ids.next();
    private final String host = "mail." + shop.value() + ".example";
    private final String domain = shop.value() + ".example";
    private final WrittenDns dns = new WrittenDns();
    private Instant now = NOON;
    private final DomainChecks checks =
            new DomainChecks(new PostgresDomainCheckStore(database), new DomainLook(dns), () -> now);

    @BeforeEach
    void a_relay() {
        database.asServer(jdbc -> jdbc.sql("""
                insert into relay (tenant_id, id, provider, state, live, live_version, created_at)
                values (:tenant, :relay, 'smtp', 'active', jsonb_build_object(
                    'server', :host::text, 'port', 465, 'senderAddress', 'Orders@' || :domain), 1, :at)
                """)
                .param("tenant", shop.value())
                .param("relay", relay)
                .param("host", host)
                .param("domain", domain)
                .param("at", Times.parameter(NOON))
                .update());
    }

    @AfterEach
    void remove() {
        new PostgresTenantStore(database).delete(shop);
    }

    @Test
    void the_certificate_of_a_relays_server_is_found_until_it_is_renewed() {
        var certificates = new PostgresServerCertificates(database);
        var from = NOON.minus(Duration.ofDays(80));
        var until = NOON.plus(Duration.ofDays(10));
        certificates.seen(host, 465, new Term(from, until), NOON);
        certificates.seen(host, 587, new Term(from, NOON), NOON);
        assertThat(ownCertificates()).singleElement().satisfies(found -> {
            assertThat(found.server().id()).isEqualTo(relay.toString());
            assertThat(found.until()).isEqualTo(until);
        });
        certificates.seen(host, 465, new Term(NOON, NOON.plus(Duration.ofDays(90))), NOON);
        assertThat(ownCertificates()).isEmpty();
    }

    @Test
    void what_was_not_seen_for_days_tells_nothing() {
        var certificates = new PostgresServerCertificates(database);
        var seen = NOON.minus(Duration.ofDays(3));
        certificates.seen(host, 465, new Term(NOON.minus(Duration.ofDays(80)), NOON), seen);
        assertThat(ownCertificates()).isEmpty();
        certificates.forget(seen.plusSeconds(1));
    }

    @Test
    void a_domain_is_looked_at_daily_and_hourly_while_it_is_broken() {
        checkAll();
        assertThat(ownDomains()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo(domain);
            assertThat(found.trouble()).isEqualTo("gone");
            assertThat(found.since()).isEqualTo(NOON);
        });
        dns.with(domain, Type.MX, host);
        pass(Duration.ofMinutes(59));
        assertThat(ownDomains()).as("not looked at again yet").hasSize(1);
        pass(Duration.ofMinutes(1));
        assertThat(ownDomains()).isEmpty();
        dns.with(domain, Type.MX, ".");
        pass(Duration.ofHours(23));
        assertThat(ownDomains()).as("well, so not looked at yet").isEmpty();
        pass(Duration.ofHours(1));
        assertThat(ownDomains())
                .singleElement()
                .satisfies(found -> assertThat(found.trouble()).isEqualTo("no_mail"));
    }

    @Test
    void nothing_is_told_of_a_domain_that_nobody_sends_from_any_more() {
        checkAll();
        assertThat(ownDomains()).hasSize(1);
        database.asServer(jdbc -> jdbc.sql("update relay set state = 'retired' where tenant_id = :tenant")
                .param("tenant", shop.value())
                .update());
        assertThat(ownDomains()).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
        checkAll();
    }

    /** Other tests leave domains of their own behind. */
    private void checkAll() {
        while (checks.lookAtDue() > 0) {
            assertThat(now).isNotNull();
        }
    }

    private List<Ahead.Certificate> ownCertificates() {
        return lookout.look(now).certificates().stream()
                .filter(found -> found.server().owner().equals(shop))
                .toList();
    }

    private List<Ahead.Domain> ownDomains() {
        return lookout.look(now).domains().stream()
                .filter(found -> found.tenant().equals(shop))
                .toList();
    }
}
