package io.fromline.app;

import io.fromline.identity.Identities;
import io.fromline.identity.IdentityStore;
import io.fromline.identity.VerificationMail;
import io.fromline.platform.PlatformSettings;
import io.fromline.platform.PublicUrl;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresIdentityStore;
import io.fromline.submission.SystemMail;
import io.fromline.text.Catalogue;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The addresses that tenants prove. */
@Configuration(proxyBeanMethods = false)
class IdentityWiring {

    @Bean
    IdentityStore identityStore(Database database) {
        return new PostgresIdentityStore(database);
    }

    @Bean
    VerificationMail verificationMail(
            ObjectProvider<SystemMail> mail, Catalogue catalogue, PublicUrl publicUrl, PlatformSettings platform) {
        return new VerificationMail(AccessWiring.late(mail), catalogue, publicUrl, platform::defaultSender);
    }

    @Bean
    Identities identities(IdentityStore store, VerificationMail mail, InstantSource clock) {
        return new Identities(store, mail, new SecureRandom(), clock);
    }
}
