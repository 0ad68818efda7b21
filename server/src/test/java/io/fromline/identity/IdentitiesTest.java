package io.fromline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.identity.Identities.Asked;
import io.fromline.identity.Identities.Link;
import io.fromline.identity.SenderIdentity.State;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.storage.postgres.PostgresIdentityStore;
import io.fromline.storage.postgres.PostgresTenantStore;
import io.fromline.storage.postgres.TestDatabase;
import io.fromline.tenant.ForeignFrom;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Mode;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private final TenantStore tenants = new PostgresTenantStore(TestDatabase.database());
    private final IdentityStore store = new PostgresIdentityStore(TestDatabase.database());
    private final Letterbox letterbox = new Letterbox();
    private final VerificationMail mail = new VerificationMail(
            letterbox,
            Catalogue.load(),
            () -> URI.create("https://mail.example"),
            () -> Optional.of(new NamedMailbox("Market", Mailbox.of("mail@market.example"))));
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final Identities identities = new Identities(store, mail, new SecureRandom(), () -> now);
    private final Tenant shop = tenant();
    private final Mailbox address = Mailbox.of("hello@" + shop.id().value() + ".example");
    private final Mailbox another = Mailbox.of("orders@" + shop.id().value() + ".example");

    @Test
    void an_address_is_pending_until_the_press_and_then_the_sender_by_itself() {
        var asked = started(address);
        assertThat(asked.state()).isEqualTo(State.PENDING);
        assertThat(letterbox.recipients).containsExactly(address);
        assertThat(identities.current(shop.id())).isEmpty();
        assertThat(identities.look(letterbox.token())).isEqualTo(new Link.Ready(asked));
        assertThat(mode()).isEqualTo(Mode.DEFAULT);

        assertThat(identities.verify(letterbox.token())).isTrue();
        assertThat(identities.current(shop.id()).orElseThrow().address()).isEqualTo(address);
        assertThat(identities.pending(shop.id())).isEmpty();
        assertThat(mode()).isEqualTo(Mode.BRANDED);
    }

    @Test
    void a_link_works_once() {
        started(address);
        assertThat(identities.verify(letterbox.token())).isTrue();
        assertThat(identities.verify(letterbox.token())).isFalse();
        assertThat(identities.look(letterbox.token())).isInstanceOf(Link.Used.class);
    }

    @Test
    void a_link_works_for_a_day() {
        started(address);
        now = now.plus(Identities.LIFETIME).minusMillis(1);
        assertThat(identities.look(letterbox.token())).isInstanceOf(Link.Ready.class);
        now = now.plusMillis(1);
        assertThat(identities.look(letterbox.token())).isInstanceOf(Link.Expired.class);
        assertThat(identities.verify(letterbox.token())).isFalse();
        assertThat(identities.current(shop.id())).isEmpty();
    }

    @Test
    void the_one_in_use_stays_until_the_new_one_is_proven() {
        started(address);
        identities.verify(letterbox.token());
        started(another);
        assertThat(identities.current(shop.id()).orElseThrow().address()).isEqualTo(address);
        identities.verify(letterbox.token());
        assertThat(identities.current(shop.id()).orElseThrow().address()).isEqualTo(another);
        assertThat(identities.list(shop.id()))
                .extracting(SenderIdentity::state)
                .containsExactly(State.VERIFIED, State.REPLACED);
    }

    @Test
    void in_the_custom_mode_the_mode_stays() {
        tenants.setMode(shop.id(), Mode.CUSTOM);
        started(address);
        identities.verify(letterbox.token());
        assertThat(mode()).isEqualTo(Mode.CUSTOM);
    }

    @Test
    void a_new_request_and_a_new_mail_end_the_links_before() {
        started(address);
        var first = letterbox.token();
        var pending = started(another);
        assertThat(identities.look(first)).isInstanceOf(Link.Unknown.class);
        var second = letterbox.token();
        now = now.plusSeconds(60);
        assertThat(identities.resend(shop, pending.id(), null).orElseThrow()).isInstanceOf(Asked.Done.class);
        assertThat(identities.look(second)).isInstanceOf(Link.Unknown.class);
        assertThat(identities.look(letterbox.token())).isInstanceOf(Link.Ready.class);
    }

    @Test
    void asking_anew_for_the_same_address_does_not_shorten_the_wait() {
        var pending = started(address);
        var until = now.plusSeconds(60);
        assertThat(identities.resendAt(pending)).isEqualTo(until);
        assertThat(identities.start(shop, address, "Shop", null)).isEqualTo(new Asked.TooSoon(until));
        assertThat(identities.resend(shop, pending.id(), null)).contains(new Asked.TooSoon(until));
        var sameMailbox = Mailbox.of("HELLO+x@" + shop.id().value() + ".example");
        assertThat(identities.start(shop, sameMailbox, "Shop", null)).isEqualTo(new Asked.TooSoon(until));
    }

    @Test
    void an_address_that_others_have_asked_for_too_often_gets_no_mail_and_nobody_can_tell() {
        for (int i = 0; i < VerificationLimits.TO_ADDRESS; i++) {
            identities.start(tenant(), address, "Other", null);
        }
        int before = letterbox.letters.size();
        var asked = started(address);
        assertThat(letterbox.letters).hasSize(before);
        assertThat(asked.state()).isEqualTo(State.PENDING);
        assertThat(identities.resendAt(asked)).isEqualTo(now.plusSeconds(60));
        assertThat(identities.resend(shop, asked.id(), null)).contains(new Asked.TooSoon(now.plusSeconds(60)));
    }

    @Test
    void the_address_in_use_changes_its_name_without_another_proof() {
        started(address);
        identities.verify(letterbox.token());
        assertThat(identities.start(shop, address, "New name", null)).isInstanceOf(Asked.Done.class);
        assertThat(identities.current(shop.id()).orElseThrow().name()).isEqualTo("New name");
        assertThat(letterbox.letters).hasSize(1);
    }

    @Test
    void dropping_the_address_in_use_leaves_the_default_mode() {
        var pending = started(address);
        identities.verify(letterbox.token());
        assertThat(identities.drop(tenant().id(), pending.id())).isFalse();
        assertThat(identities.drop(shop.id(), pending.id())).isTrue();
        assertThat(mode()).isEqualTo(Mode.DEFAULT);
        assertThat(identities.drop(shop.id(), pending.id())).isFalse();
    }

    @Test
    void nothing_is_left_pending_when_the_platform_cannot_send() {
        letterbox.open = false;
        assertThat(identities.start(shop, address, "Shop", null)).isInstanceOf(Asked.MailNotReady.class);
        assertThat(identities.pending(shop.id())).isEmpty();
    }

    @Test
    void the_token_is_nowhere_in_the_database() {
        started(address);
        var token = letterbox.token();
        assertThat(token).hasSize(43);
        var rows = TestDatabase.database()
                .inTenant(
                        shop.id(),
                        jdbc -> jdbc.sql("select row_to_json(s)::text from sender_identity s")
                                .query(String.class)
                                .list());
        assertThat(rows).hasSize(1).noneMatch(row -> row.contains(token));
    }

    private SenderIdentity started(Mailbox wanted) {
        if (identities.start(shop, wanted, "Shop", "192.0.2." + Math.floorMod(shop.hashCode(), 250))
                instanceof Asked.Done(var identity)) {
            return identity;
        }
        throw new AssertionError("no mail was sent");
    }

    private @Nullable Mode mode() {
        return tenants.find(shop.id()).map(Tenant::mode).orElse(null);
    }

    private Tenant tenant() {
        var made = new Tenant(
                new TenantId("t-" + Ids.next()),
                "Shop",
                "pro",
                null,
                Locale.of("pl"),
                ZoneOffset.UTC,
                null,
                Mode.DEFAULT,
                null,
                null,
                ForeignFrom.REWRITE,
                now.minus(Duration.ofDays(1)));
        tenants.insert(made);
        return made;
    }
}
