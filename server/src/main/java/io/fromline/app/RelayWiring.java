package io.fromline.app;

import io.fromline.api.RelayEntitlement;
import io.fromline.api.RelayOptions;
import io.fromline.driver.smtp.SmtpSettings;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.pacing.Limits;
import io.fromline.provider.Provider;
import io.fromline.provider.Providers;
import io.fromline.queue.WaitingMail;
import io.fromline.queue.WaitingMail.Route;
import io.fromline.relay.PublishedLimits;
import io.fromline.relay.RelayLimitStore;
import io.fromline.relay.RelayLimits;
import io.fromline.relay.RelaySettings;
import io.fromline.relay.RelayStore;
import io.fromline.relay.Relays;
import io.fromline.relay.TestLimit;
import io.fromline.relay.TestMessages;
import io.fromline.relay.WaitingResend;
import io.fromline.secret.DataKeyStore;
import io.fromline.secret.MasterKey;
import io.fromline.secret.Secrets;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresDataKeyStore;
import io.fromline.storage.postgres.PostgresRelayLimitStore;
import io.fromline.storage.postgres.PostgresRelayStore;
import io.fromline.storage.postgres.RelaySettingsJson;
import io.fromline.submission.Submissions;
import io.fromline.tenant.TenantStore;
import io.fromline.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secrets, and the relays that hold them. */
@Configuration(proxyBeanMethods = false)
class RelayWiring {

    @Bean
    DataKeyStore dataKeyStore(Database database) {
        return new PostgresDataKeyStore(database);
    }

    @Bean
    Secrets secrets(Config config, DataKeyStore store) {
        var secrets = new Secrets(masterKey(config, store), store);
        try {
            if (!secrets.opens()) {
                throw new ConfigProblem(WRONG_KEY);
            }
        } catch (MasterKey.Unreachable unreachable) {
            throw new ConfigProblem(String.valueOf(unreachable.getMessage()));
        }
        return secrets;
    }

    static final String WRONG_KEY = "the master key is not the one that this database was made with; "
            + "give the right one as FROMLINE_MASTER_KEY or FROMLINE_MASTER_KEY_FILE, "
            + "or run ./fromline rotate-master-key again if that was interrupted";

    /** Where the key is that nobody gave from outside. */
    static Path masterKeyFile(Config config) {
        return config.storage().dataDir().resolve("master.key");
    }

    /** The key given from outside, or the one in the data folder, made there at the first start. */
    static MasterKey masterKey(Config config, DataKeyStore store) {
        var given = config.keys().masterKey();
        var file = config.keys().masterKeyFile();
        try {
            var service = config.keys().masterKeyService();
            if (service != null) {
                return MasterKey.inTransitEngine(service, tokenFile(config));
            }
            if (given != null) {
                return MasterKey.parse(given);
            }
            if (file != null) {
                return MasterKey.parse(Files.readString(file));
            }
            var own = masterKeyFile(config);
            if (Files.notExists(own) && !store.all().isEmpty()) {
                throw new ConfigProblem("the master key " + own + " is missing, and the database holds what was sealed "
                        + "with it; put it back, or give it as FROMLINE_MASTER_KEY or FROMLINE_MASTER_KEY_FILE");
            }
            return MasterKey.loadOrCreate(own, new SecureRandom());
        } catch (IllegalArgumentException malformed) {
            throw new ConfigProblem("FROMLINE_MASTER_KEY: " + malformed.getMessage());
        } catch (IOException | UncheckedIOException unreadable) {
            throw new ConfigProblem("the master key's file cannot be read: " + unreadable.getMessage());
        }
    }

    private static Path tokenFile(Config config) {
        var file = config.keys().vaultTokenFile();
        if (file == null || !Files.isReadable(file)) {
            throw new ConfigProblem(
                    "FROMLINE_MASTER_KEY names a key management service; FROMLINE_VAULT_TOKEN_FILE must name a file with its token");
        }
        return file;
    }

    @Bean
    RelayStore relayStore(Database database, Secrets secrets, Config config, InstantSource clock) {
        var store = new PostgresRelayStore(database, new RelaySettingsJson(secrets));
        var given = config.mail().outgoing().platformRelay();
        if (given != null) {
            store.putFromEnvironment(platformRelay(config, RelayAddress.parse(given)), clock.instant());
        }
        return store;
    }

    private static RelaySettings platformRelay(Config config, SmtpSettings smtp) {
        var sender = SenderText.parse(config.mail().outgoing().defaultSender());
        return new RelaySettings(
                "smtp", smtp, sender != null ? sender : new NamedMailbox("", postmaster(smtp.server())), null);
    }

    /** Of the server, where it has a name. */
    private static Mailbox postmaster(String server) {
        return Mailbox.parse("postmaster@" + server).orElseGet(() -> Mailbox.of("postmaster@localhost"));
    }

    @Bean
    WaitingResend waitingResend(Submissions submissions, TenantStore tenants) {
        return (tenant, relay) -> tenants.find(tenant)
                .map(found -> submissions.resendWaiting(found, new Route(tenant, relay)))
                .orElse(0);
    }

    @Bean
    Relays relays(
            RelayStore store, WaitingMail waiting, TestMessages tests, WaitingResend resend, InstantSource clock) {
        return new Relays(store, waiting, tests, resend, clock);
    }

    @Bean
    RelayLimitStore relayLimitStore(Database database) {
        return new PostgresRelayLimitStore(database);
    }

    @Bean
    PublishedLimits publishedLimits(Providers providers) {
        return new PublishedLimits(providers.all().stream()
                .collect(Collectors.toMap(Provider::id, provider -> published(provider.limits()))));
    }

    private static Limits published(Provider.Limits limits) {
        return new Limits(
                limits.messagesPerMinute(),
                limits.messagesPerHour(),
                limits.messagesPerDay(),
                limits.recipientsPerDay(),
                limits.recipientsPerMessage(),
                null,
                limits.connections());
    }

    @Bean
    RelayLimits relayLimits(RelayLimitStore store, PublishedLimits published, InstantSource clock) {
        return new RelayLimits(store, published, clock);
    }

    @Bean
    RelayEntitlement relayEntitlement(TenantStore store, Tenants tenants) {
        return new RelayEntitlement(store, tenants);
    }

    @Bean
    TestLimit testLimit(InstantSource clock) {
        return new TestLimit(clock);
    }

    @Bean
    RelayOptions relayOptions(Config config, Providers providers) {
        return new RelayOptions(config.mail().outgoing().simulator(), providers.ids());
    }
}
