package io.fromline.app;

import io.fromline.account.Keys;
import io.fromline.account.Sessions;
import io.fromline.api.Problem;
import io.fromline.api.Problems;
import io.fromline.api.SessionCookie;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who gets past the door, and the headers that every answer carries. */
@Configuration(proxyBeanMethods = false)
class SecurityWiring {

    /** Styles may stand in the page, since the component library puts them there; scripts may not. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors ";

    private static final String[] OPEN = {"/v1/me", "/v1/log-in", "/v1/log-out", "/v1/password-reset", "/v1/links/*"};

    @Bean
    SessionCookie sessionCookie(PublicUrl publicUrl, PlatformSettings platform) {
        return new SessionCookie(publicUrl, platform);
    }

    @Bean
    CallerFilters callerFilters(Keys keys, Sessions sessions, SessionCookie cookie, Problems problems) {
        return new CallerFilters(new CallerFilter(keys, sessions, cookie, problems));
    }

    /** A request is measured as a whole; measuring each filter as well costs more than most of them do. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** No text has a NUL, and PostgreSQL takes none. */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejected(Problems problems) {
        return (request, response, why) ->
                problems.write(Problem.of(HttpStatus.BAD_REQUEST, "request.malformed_address"), request, response);
    }

    /** Keeps the filter out of the servlet container's own chain, into which Spring Boot puts every filter bean. */
    record CallerFilters(CallerFilter filter) {}

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            CallerFilters caller,
            Problems problems,
            SessionCookie cookie,
            PublicUrl publicUrl,
            PlatformSettings platform) {
        return http.addFilterBefore(caller.filter(), CsrfFilter.class)
                .csrf(csrf -> protect(csrf, cookie, publicUrl))
                // Else each request counts as a sign-in and brings a new CSRF token, which overtakes those under way.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> harden(headers, publicUrl, platform))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> problems.write(
                                        Problem.of(HttpStatus.UNAUTHORIZED, "access.sign_in"), request, response))
                        .accessDeniedHandler((request, response, why) ->
                                problems.write(Problem.of(HttpStatus.FORBIDDEN, "access.csrf"), request, response)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/v1/demo")
                        .permitAll()
                        .requestMatchers("/v1/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    private static void protect(CsrfConfigurer<HttpSecurity> csrf, SessionCookie cookie, PublicUrl publicUrl) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("fromline_csrf");
        tokens.setHeaderName("X-CSRF-Token");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(made -> made.secure(publicUrl.secure())
                .sameSite(cookie.embeddable() ? "None" : "Lax")
                .partitioned(cookie.embeddable()));
        csrf.spa().csrfTokenRepository(tokens);
    }

    private static void harden(
            HeadersConfigurer<HttpSecurity> headers, PublicUrl publicUrl, PlatformSettings platform) {
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"))
                .addHeaderWriter((request, response) -> {
                    List<String> ancestors = platform.frameAncestors();
                    response.setHeader(
                            "Content-Security-Policy",
                            POLICY + (ancestors.isEmpty() ? "'none'" : "'self' " + String.join(" ", ancestors)));
                    if (ancestors.isEmpty()) {
                        response.setHeader("X-Frame-Options", "DENY");
                    }
                    if (publicUrl.secure()) {
                        response.setHeader("Strict-Transport-Security", "max-age=31536000");
                    }
                });
    }
}
