package io.fromline.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.Ids;
import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final TenantId SHOP = new TenantId("shop");

    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final Kept store = new Kept();
    private final Sessions sessions = new Sessions(store, new Tokens(new java.security.SecureRandom()), () -> now);
    private final Account account = new Account(SHOP, Ids.next(), "owner@shop.example", Role.ADMIN, null, "hash", now);

    @Test
    void a_session_that_is_used_lasts_and_one_that_is_not_ends_after_two_weeks() {
        String token = sessions.open(account).token();
        passes(Duration.ofDays(13));
        assertThat(sessions.principal(token)).contains(new Principal.Member(SHOP, account.id(), Role.ADMIN));
        passes(Duration.ofDays(13));
        assertThat(sessions.principal(token)).isPresent();
        passes(Duration.ofDays(14).plusSeconds(1));
        assertThat(sessions.principal(token)).isEmpty();
    }

    @Test
    void no_session_lasts_longer_than_ninety_days() {
        String token = sessions.open(account).token();
        for (int day = 0; day < 89; day += 7) {
            assertThat(sessions.principal(token)).isPresent();
            passes(Duration.ofDays(7));
        }
        assertThat(sessions.principal(token)).isEmpty();
    }

    @Test
    void a_session_without_an_account_ends_after_eight_hours_however_it_is_used() {
        String token = sessions.openPages(SHOP).token();
        passes(Duration.ofHours(7));
        assertThat(sessions.principal(token)).contains(new Principal.PagesLink(SHOP));
        passes(Duration.ofHours(1));
        assertThat(sessions.principal(token)).isEmpty();
    }

    @Test
    void use_is_written_down_once_an_hour_at_most() {
        String token = sessions.open(account).token();
        passes(Duration.ofMinutes(61));
        sessions.principal(token);
        passes(Duration.ofMinutes(59));
        sessions.principal(token);
        assertThat(store.written).isEqualTo(1);
    }

    @Test
    void what_is_kept_is_not_the_token() {
        String token = sessions.open(account).token();
        assertThat(store.rows.keySet().toString()).doesNotContain(token);
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    /** Keeps sessions in memory and counts what is written. */
    private static final class Kept implements SessionStore {

        private final Map<TokenHash, Session> rows = new HashMap<>();
        private int written;

        @Override
        public void insert(Session session) {
            rows.put(session.token(), session);
        }

        @Override
        public Optional<Session> find(TokenHash token) {
            return Optional.ofNullable(rows.get(token));
        }

        @Override
        public void extend(Session session) {
            written++;
            rows.put(session.token(), session);
        }

        @Override
        public void delete(Session session) {
            rows.remove(session.token());
        }

        @Override
        public void deleteOf(TenantId owner, UUID account) {
            rows.values().removeIf(session -> account.equals(session.account()));
        }

        @Override
        public void prune(Instant before) {
            rows.values().removeIf(session -> session.expiresAt().isBefore(before));
        }
    }
}
