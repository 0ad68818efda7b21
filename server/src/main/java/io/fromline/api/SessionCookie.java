package io.fromline.api;

import io.fromline.account.Sessions;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that carries a session.
 *
 * <p>No script can read it and no other site's form can use it; only a session opened by a link to a tenant's pages works inside
 * another site's frame, and there it is kept apart per site (CHIPS).
 */
public final class SessionCookie {

    private static final String NAME = "fromline_session";

    private final PublicUrl publicUrl;
    private final PlatformSettings platform;

    public SessionCookie(PublicUrl publicUrl, PlatformSettings platform) {
        this.publicUrl = publicUrl;
        this.platform = platform;
    }

    /** Whether the pages may stand in another site's frame, where a browser keeps cookies only over TLS. */
    public boolean embeddable() {
        return publicUrl.secure() && !platform.frameAncestors().isEmpty();
    }

    ResponseCookie of(Sessions.Opened session) {
        return cookie(session.token(), session.longest(), session.pages() && embeddable());
    }

    /** What takes the cookie away, in either form. */
    List<ResponseCookie> gone() {
        ResponseCookie plain = cookie("", Duration.ZERO, false);
        return embeddable() ? List.of(plain, cookie("", Duration.ZERO, true)) : List.of(plain);
    }

    private ResponseCookie cookie(String value, Duration age, boolean embedded) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite(embedded ? "None" : "Lax")
                .partitioned(embedded)
                .maxAge(age)
                .build();
    }

    /** The tokens that a request carries: two where a browser keeps one of each form. */
    public List<String> tokens(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Stream.of(cookies)
                        .filter(cookie -> NAME.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .filter(token -> !token.isEmpty())
                        .limit(2)
                        .toList();
    }
}
