package io.fromline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.api.Calls.Answer;
import io.fromline.api.Calls.Browser;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.Mode;
import io.fromline.tenant.TenantId;
import io.fromline.tenant.TenantStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTest {

    private final Calls platform = Calls.asPlatform();

    @Test
    void who_is_not_signed_in_is_anonymous_and_may_do_nothing() {
        Answer me = Calls.anonymous().get("/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("kind")).isEqualTo("anonymous");
        Answer tenants = Calls.anonymous().get("/v1/tenants");
        assertThat(tenants.status()).isEqualTo(401);
        assertThat(tenants.text("code")).isEqualTo("access.sign_in");
    }

    @Test
    void a_problem_speaks_the_readers_language() {
        Answer english = platform.get("/v1/tenants/nobody-here");
        assertThat(english.header("Content-Type")).startsWith("application/problem+json");
        assertThat(english.json()).containsEntry("status", 404).containsEntry("code", "not_found");
        assertThat(english.text("detail")).isEqualTo("There is nothing here.");
        Answer polish = platform.with("Accept-Language", "pl-PL,pl;q=0.9").get("/v1/tenants/nobody-here");
        assertThat(polish.text("detail")).isEqualTo("Nic tu nie ma.");
    }

    @Test
    void an_unknown_field_a_wrong_type_and_a_missing_body_are_named() {
        Answer unknown = platform.post("/v1/tenants", Map.of("name", "A", "plan", "pro", "colour", "red"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json())
                .containsEntry("code", "request.unknown_field")
                .containsEntry("field", "colour");
        Answer wrong = platform.put("/v1/plans/wrong", Map.of("modes", List.of("default"), "messagesPerDay", "many"));
        assertThat(wrong.json()).containsEntry("code", "request.wrong_type").containsEntry("field", "messagesPerDay");
        Answer missing = platform.post("/v1/tenants", null);
        assertThat(missing.text("code")).isEqualTo("request.missing_body");
        Answer method = platform.call("DELETE", "/v1/plans", null);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.text("code")).isEqualTo("request.method_not_allowed");
    }

    @Test
    void a_tenant_key_opens_its_own_tenant_only_until_it_is_revoked() {
        String own = platform.newTenant("pro");
        String other = platform.newTenant("pro");
        Answer made = platform.post("/v1/tenants/" + own + "/keys", Map.of("name", "Shop"));
        assertThat(made.status()).isEqualTo(201);
        Calls key = Calls.withKey(made.text("key"));
        assertThat(key.get("/v1/tenants/" + own).status()).isEqualTo(200);
        assertThat(key.get("/v1/tenants/" + other).status()).isEqualTo(404);
        assertThat(key.with("Fromline-Tenant", other).get("/v1/keys").status()).isEqualTo(404);
        assertThat(key.get("/v1/keys").body()).contains("Shop").doesNotContain(made.text("key"));

        Answer revoked = platform.with("Fromline-Tenant", own).delete("/v1/keys/" + made.text("id"));
        assertThat(revoked.status()).isEqualTo(204);
        Answer after = key.get("/v1/tenants/" + own);
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.text("code")).isEqualTo("access.key_invalid");
    }

    @Test
    void a_person_signs_in_works_and_signs_out() {
        Browser browser = Calls.browser();
        Calls.Person operator = Calls.operator();
        assertThat(browser.logIn(operator.email(), operator.password()).status())
                .isEqualTo(204);
        assertThat(browser.get("/v1/me").json())
                .containsEntry("kind", "operator")
                .containsEntry("email", operator.email());
        assertThat(browser.post("/v1/log-out", null).status()).isEqualTo(204);
        assertThat(browser.get("/v1/me").text("kind")).isEqualTo("anonymous");
    }

    @Test
    void a_write_by_cookie_without_the_csrf_token_is_refused() {
        Browser browser = Calls.browser();
        Calls.Person operator = Calls.operator();
        browser.logIn(operator.email(), operator.password());
        browser.forgetsCsrfHeader();
        Answer refused = browser.post("/v1/tenants", Map.of("name", "A", "plan", "pro"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("access.csrf");
    }

    @Test
    void a_browser_keeps_its_csrf_token_so_that_no_answer_overtakes_a_write() {
        Browser browser = Calls.browser();
        Calls.Person operator = Calls.operator();
        browser.logIn(operator.email(), operator.password());
        assertThat(browser.get("/v1/me").header("Set-Cookie")).isEmpty();
        assertThat(browser.get("/v1/tenants").header("Set-Cookie")).isEmpty();
        assertThat(browser.post("/v1/log-out-everywhere", null).status()).isEqualTo(204);
    }

    @Test
    void signing_out_everywhere_ends_the_other_browsers_sessions() {
        Calls.Person operator = Calls.operator();
        Browser one = Calls.browser();
        Browser two = Calls.browser();
        one.logIn(operator.email(), operator.password());
        two.logIn(operator.email(), operator.password());
        assertThat(one.post("/v1/log-out-everywhere", null).status()).isEqualTo(204);
        assertThat(two.get("/v1/me").text("kind")).isEqualTo("anonymous");
    }

    @Test
    void a_wrong_password_and_an_unknown_address_get_the_same_answer_and_are_slowed_down() {
        Calls.Person operator = Calls.operator();
        Browser browser = Calls.browser();
        Answer wrong = browser.logIn(operator.email(), "not the password at all");
        Answer unknown = browser.logIn("nobody-" + operator.email(), "not the password at all");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        for (int i = 0; i < 4; i++) {
            browser.logIn(operator.email(), "not the password at all");
        }
        Answer slowed = browser.logIn(operator.email(), operator.password());
        assertThat(slowed.status()).isEqualTo(429);
        assertThat(slowed.text("code")).isEqualTo("log_in.too_many");
        assertThat(slowed.json()).containsKey("retryAt");
    }

    @Test
    void a_viewer_sees_everything_and_changes_nothing() {
        String tenant = platform.newTenant("pro");
        Browser viewer = Calls.signedIn(tenant, "viewer");
        assertThat(viewer.get("/v1/me").json()).containsEntry("canWrite", false);
        assertThat(viewer.get("/v1/accounts").status()).isEqualTo(200);
        Answer refused = viewer.post("/v1/keys", Map.of("name", "Mine"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("access.read_only");
        assertThat(viewer.get("/v1/tenants").text("code")).isEqualTo("access.operator_only");
    }

    @Test
    void a_link_opens_one_tenants_pages_once() {
        String tenant = platform.newTenant("pro");
        Answer link = platform.post("/v1/tenants/" + tenant + "/sessions", null);
        assertThat(link.status()).isEqualTo(201);
        String token = link.text("url").replaceFirst(".*/open/", "");
        Browser browser = Calls.browser();
        assertThat(browser.get("/v1/links/" + token).json()).containsEntry("purpose", "pages");
        assertThat(browser.post("/v1/links/" + token, Map.of()).status()).isEqualTo(204);
        assertThat(browser.get("/v1/me").json()).containsEntry("kind", "pages").containsEntry("canWrite", true);
        Answer again = Calls.browser().post("/v1/links/" + token, Map.of());
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.text("code")).isEqualTo("link.invalid");
        assertThat(browser.post("/v1/keys", Map.of("name", "x")).text("code")).isEqualTo("access.account_needed");
    }

    @Test
    void a_plan_can_change_from_a_date_on() {
        String tenant = platform.newTenant("pro");
        Answer later = platform.call(
                "PATCH", "/v1/tenants/" + tenant, Map.of("plan", "free", "planFrom", "2199-01-01T00:00:00Z"));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.json())
                .containsEntry("plan", "pro")
                .containsEntry("nextPlan", Map.of("plan", "free", "from", "2199-01-01T00:00:00Z"));
        Answer now = platform.call("PATCH", "/v1/tenants/" + tenant, Map.of("plan", "plus"));
        assertThat(now.json()).containsEntry("plan", "plus").containsEntry("nextPlan", null);
        Map<String, Object> twice = Map.of("id", tenant, "name", "Again", "plan", "pro");
        assertThat(platform.post("/v1/tenants", twice).text("code")).isEqualTo("tenant.exists");
        assertThat(platform.delete("/v1/tenants/" + tenant).status()).isEqualTo(204);
        assertThat(platform.get("/v1/tenants/" + tenant).status()).isEqualTo(404);
    }

    @Test
    void every_answer_carries_the_security_headers_and_the_api_is_not_kept() {
        Answer answer = platform.get("/v1/plans");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void an_invited_person_chooses_a_password_and_can_set_a_new_one_later() {
        String tenant = platform.newTenant("pro");
        String email = "invited-" + tenant + "@example.com";
        Map<String, Object> invitation = Map.of("email", email, "role", "viewer", "locale", "pl");
        Answer invited = platform.with("Fromline-Tenant", tenant).post("/v1/accounts", invitation);
        assertThat(invited.json()).containsEntry("state", "invited");
        SystemMail.Content letter = Calls.letter(email);
        assertThat(letter.subject()).startsWith("Twój dostęp");

        Browser browser = Calls.browser();
        String welcome = "/v1/links/" + token(letter, "welcome");
        Answer weak = browser.post(welcome, Map.of("password", "too short"));
        assertThat(weak.json()).containsEntry("code", "account.password_short").containsEntry("field", "password");
        assertThat(browser.post(welcome, Map.of("password", "a quiet river in autumn"))
                        .status())
                .isEqualTo(204);
        assertThat(browser.get("/v1/me").json()).containsEntry("role", "viewer").containsEntry("locale", "pl");

        assertThat(Calls.browser()
                        .post("/v1/password-reset", Map.of("email", email))
                        .status())
                .isEqualTo(202);
        String reset = "/v1/links/" + token(Calls.letter(email), "reset");
        Browser other = Calls.browser();
        assertThat(other.post(reset, Map.of("password", "a loud river in spring"))
                        .status())
                .isEqualTo(204);
        assertThat(browser.get("/v1/me").text("kind")).as("the old session").isEqualTo("anonymous");
        assertThat(other.post(reset, Map.of("password", "a loud river in spring"))
                        .status())
                .isEqualTo(404);
    }

    private static String token(SystemMail.Content letter, String page) {
        return letter.text().replaceFirst("(?s).*/" + page + "/([\\w-]+).*", "$1");
    }

    @Test
    void a_tenant_is_told_when_its_plan_takes_its_mode_away() {
        String tenant = platform.newTenant("pro");
        String contact = "owner-" + tenant + "@example.com";
        platform.call("PATCH", "/v1/tenants/" + tenant, Map.of("contact", contact, "locale", "pl"));
        Calls.server().part(TenantStore.class).setMode(new TenantId(tenant), Mode.CUSTOM);
        platform.call("PATCH", "/v1/tenants/" + tenant, Map.of("plan", "free", "planFrom", "2199-03-01T00:00:00Z"));
        assertThat(Calls.letter(contact).text()).contains("Od 1 marca 2199").contains("free");
    }

    @Test
    void what_the_api_does_not_know_is_a_problem_and_not_a_page() {
        Answer nothing = platform.with("Accept", "text/html").get("/v1/nothing-here");
        assertThat(nothing.status()).isEqualTo(404);
        assertThat(nothing.text("code")).isEqualTo("not_found");
    }

    @Test
    void only_the_api_sets_cookies_and_no_way_of_writing_its_address_leads_past_the_door() {
        assertThat(Calls.anonymous().get("/v1/me").header("Set-Cookie")).startsWith("fromline_csrf=");
        assertThat(Calls.anonymous().get("/health/live").header("Set-Cookie")).isEmpty();
        assertThat(Calls.anonymous().get("/%761/tenants").status()).isEqualTo(401);
        Answer logIn = Calls.anonymous().post("/%761/log-in", Map.of("email", "a@b.example", "password", "x"));
        assertThat(logIn.text("code")).isEqualTo("access.csrf");
    }
}
