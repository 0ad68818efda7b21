package io.fromline.app;

import io.fromline.diagnosis.Causes;
import io.fromline.diagnosis.Diagnoser;
import io.fromline.text.Catalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What failures mean. */
@Configuration(proxyBeanMethods = false)
class DiagnosisWiring {

    @Bean
    Diagnoser diagnoser() {
        return new Diagnoser();
    }

    @Bean
    Causes causes(Catalogue catalogue) {
        return new Causes(catalogue);
    }
}
