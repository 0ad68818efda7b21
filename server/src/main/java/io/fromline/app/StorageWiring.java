package io.fromline.app;

import io.fromline.storage.postgres.Database;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database, and the clock that everything reads. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {

    /** For Spring's own look at the database's health; waits for it, as it comes up while Spring puts the rest together. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Starting<OpenDatabase> database) {
        return database.await().pool().tenants();
    }

    @Bean
    Database database(Starting<OpenDatabase> database) {
        return database.await().pool().database();
    }

    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }
}
