package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.account.Sessions.Opened;
import io.fromline.platform.PlatformSettingStore;
import io.fromline.platform.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private static final Opened OF_ACCOUNT = new Opened("token", Duration.ofDays(90), false);
    private static final Opened OF_PAGES = new Opened("token", Duration.ofHours(8), true);

    @Test
    void no_script_reads_it_and_no_other_site_uses_it() {
        assertThat(cookie("http://localhost:8025", OF_ACCOUNT))
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
    }

    @Test
    void over_tls_it_is_never_sent_in_clear_text() {
        assertThat(cookie("https://mail.example.com", OF_ACCOUNT)).contains("Secure", "SameSite=Lax");
    }

    @Test
    void opened_by_a_link_it_works_in_a_frame_and_is_kept_apart_per_site() {
        assertThat(cookie("https://mail.example.com", OF_PAGES)).contains("Secure", "SameSite=None", "Partitioned");
        assertThat(cookie("http://localhost:8025", OF_PAGES)).contains("SameSite=Lax");
    }

    private static String cookie(String address, Opened session) {
        PlatformSettings settings = new PlatformSettings(
                new NothingStored(),
                new PlatformSettings.Given(null, null, List.of("https://admin.example.com")),
                InstantSource.system());
        return new SessionCookie(() -> URI.create(address), settings)
                .of(session)
                .toString();
    }

    private static final class NothingStored implements PlatformSettingStore {

        @Override
        public Map<String, String> all() {
            return Map.of();
        }

        @Override
        public void put(Map<String, String> values) {
            throw new UnsupportedOperationException();
        }
    }
}
