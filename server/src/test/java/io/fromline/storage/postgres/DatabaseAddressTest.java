package io.fromline.storage.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAddressTest {

    @Test
    void user_and_password_stand_before_the_host() {
        assertThat(DatabaseAddress.parse("postgresql://me:p%40ss+word@db.example.com:5433/fromline?sslmode=require"))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example.com:5433/fromline?sslmode=require", "me", "p@ss+word"));
    }

    @Test
    void user_and_password_may_stand_in_the_query_as_jdbc_has_them() {
        assertThat(DatabaseAddress.parse(
                        "jdbc:postgresql://db.example.com/fromline?user=me&sslmode=require&password=hush"))
                .isEqualTo(
                        new DatabaseAddress("jdbc:postgresql://db.example.com/fromline?sslmode=require", "me", "hush"));
    }

    @Test
    void its_text_shows_no_password() {
        assertThat(DatabaseAddress.parse("postgresql://me:hush@db.example.com/fromline")
                        .toString())
                .isEqualTo("jdbc:postgresql://db.example.com/fromline");
    }

    @Test
    void another_kind_of_database_is_refused() {
        assertThatThrownBy(() -> DatabaseAddress.parse("mysql://db.example.com/fromline"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://user:password@host:5432/name");
    }
}
