package io.fromline.app;

import io.fromline.account.AccountLetters;
import io.fromline.account.AccountStore;
import io.fromline.account.Accounts;
import io.fromline.account.FirstOperator;
import io.fromline.account.KeyStore;
import io.fromline.account.Keys;
import io.fromline.account.LinkStore;
import io.fromline.account.Links;
import io.fromline.account.LogIn;
import io.fromline.account.Passwords;
import io.fromline.account.SessionStore;
import io.fromline.account.Sessions;
import io.fromline.account.Tokens;
import io.fromline.alert.PlanNews;
import io.fromline.platform.PublicUrl;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresAccountStore;
import io.fromline.storage.postgres.PostgresKeyStore;
import io.fromline.storage.postgres.PostgresLinkStore;
import io.fromline.storage.postgres.PostgresSessionStore;
import io.fromline.submission.SystemMail;
import io.fromline.tenant.PlanWatch;
import io.fromline.tenant.TenantStore;
import io.fromline.text.Catalogue;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Accounts, sessions, one-time links and keys. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {

    @Bean
    AccountStore accountStore(Database database) {
        return new PostgresAccountStore(database);
    }

    @Bean
    SessionStore sessionStore(Database database) {
        return new PostgresSessionStore(database);
    }

    @Bean
    LinkStore linkStore(Database database) {
        return new PostgresLinkStore(database);
    }

    @Bean
    KeyStore keyStore(Database database) {
        return new PostgresKeyStore(database);
    }

    @Bean
    Tokens tokens() {
        return new Tokens(new SecureRandom());
    }

    @Bean
    Passwords.Hashing hashing() {
        return new Argon2();
    }

    @Bean
    Passwords passwords(Passwords.Hashing hashing) {
        return new Passwords(hashing);
    }

    @Bean
    Sessions sessions(SessionStore store, Tokens tokens, InstantSource clock) {
        return new Sessions(store, tokens, clock);
    }

    @Bean
    LogIn logIn(AccountStore accounts, Passwords passwords, Sessions sessions, InstantSource clock) {
        return new LogIn(accounts, passwords, sessions, clock);
    }

    @Bean
    Links links(LinkStore links, AccountStore accounts, Passwords passwords, Sessions sessions, Links.Issuer issuer) {
        return new Links(links, accounts, passwords, sessions, issuer);
    }

    @Bean
    Links.Issuer issuer(Tokens tokens, InstantSource clock) {
        return new Links.Issuer(tokens, clock);
    }

    @Bean
    Keys keys(KeyStore store, Tokens tokens, InstantSource clock, Config config) {
        return new Keys(store, tokens, clock, config.keys().platformKey());
    }

    @Bean
    FirstOperator firstOperator(AccountStore accounts, Links links, PublicUrl publicUrl) {
        return new FirstOperator(accounts, links, publicUrl);
    }

    @Bean
    AccountLetters accountLetters(
            ObjectProvider<SystemMail> mail, Catalogue catalogue, TenantStore tenants, PublicUrl publicUrl) {
        return new AccountLetters(late(mail), catalogue, tenants, publicUrl);
    }

    @Bean
    PlanWatch planNews(ObjectProvider<SystemMail> mail, Catalogue catalogue, PublicUrl publicUrl) {
        return new PlanNews(late(mail), catalogue, publicUrl);
    }

    /** Asked for only when there is something to send: whoever accepts mail needs much of what stands here first. */
    static SystemMail late(ObjectProvider<SystemMail> mail) {
        return (onBehalf, kind, to, content) -> {
            SystemMail there = mail.getIfAvailable();
            return there != null && there.send(onBehalf, kind, to, content);
        };
    }

    /** Forgets sessions and links that have ended, once an hour. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService sessionPruning(Sessions sessions) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("session-pruning").factory());
        timer.scheduleWithFixedDelay(() -> prune(sessions), 5, 60, TimeUnit.MINUTES);
        return timer;
    }

    private static void prune(Sessions sessions) {
        try {
            sessions.prune();
        } catch (RuntimeException unreachable) {
            LoggerFactory.getLogger(AccessWiring.class).warn("could not forget ended sessions", unreachable);
        }
    }

    @Bean
    Accounts.Surroundings surroundings(AccountLetters letters, InstantSource clock) {
        return new Accounts.Surroundings(letters, clock, work -> Thread.startVirtualThread(work));
    }

    @Bean
    Accounts accounts(
            AccountStore store,
            Links links,
            Sessions sessions,
            Passwords passwords,
            Accounts.Surroundings surroundings) {
        return new Accounts(store, links, sessions, passwords, surroundings);
    }
}
