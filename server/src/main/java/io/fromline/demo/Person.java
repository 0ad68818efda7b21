package io.fromline.demo;

import io.fromline.account.Role;
import io.fromline.tenant.TenantId;
import java.util.List;
import java.util.Locale;

/** Somebody who can sign in to the demo, with a password that everybody may know. */
public record Person(String email, String password, Role role, TenantId owner, Locale locale) {

    private static final Locale POLISH = Locale.of("pl");

    /** Everybody. */
    public static final List<Person> ALL = List.of(
            new Person(
                    "operator@kramnica.example",
                    "market square at noon",
                    Role.OPERATOR,
                    TenantId.PLATFORM,
                    Locale.ENGLISH),
            new Person("zofia@glina.example", "glina i szkliwo", Role.ADMIN, Shop.GLINA.id(), POLISH),
            new Person("jan@glina.example", "tylko do odczytu", Role.VIEWER, Shop.GLINA.id(), POLISH),
            new Person(
                    "harriet@oakandwick.example",
                    "candles of beeswax",
                    Role.ADMIN,
                    Shop.OAK_AND_WICK.id(),
                    Locale.ENGLISH),
            new Person("tomek@rowerowo.example", "dwa kola i dzwonek", Role.ADMIN, Shop.ROWEROWO.id(), POLISH));

    /** Not the password, out of habit. */
    @Override
    public String toString() {
        return email;
    }
}
