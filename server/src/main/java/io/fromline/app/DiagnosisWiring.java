package io.fromline.app;

import io.fromline.diagnosis.Causes;
import io.fromline.diagnosis.Diagnoser;
import io.fromline.diagnosis.UnknownReplies;
import io.fromline.storage.postgres.Database;
import io.fromline.storage.postgres.PostgresUnknownReplies;
import io.fromline.text.Catalogue;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What failures mean. */
@Configuration(proxyBeanMethods = false)
class DiagnosisWiring {

    @Bean
    UnknownReplies unknownReplies(Database database, InstantSource clock) {
        return new UnknownReplies(new PostgresUnknownReplies(database), clock);
    }

    @Bean
    Diagnoser diagnoser(UnknownReplies unknown) {
        return new Diagnoser(unknown);
    }

    @Bean
    Causes causes(Catalogue catalogue) {
        return new Causes(catalogue);
    }
}
