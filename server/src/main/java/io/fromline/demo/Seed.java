package io.fromline.demo;

import io.fromline.account.Account;
import io.fromline.account.AccountStore;
import io.fromline.account.Passwords;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.submission.MessageClass;
import io.fromline.submission.SubmissionRequest;
import io.fromline.submission.Submissions;
import io.fromline.tenant.Ids;
import io.fromline.tenant.Tenant;
import io.fromline.tenant.TenantStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Makes the demo's plans, shops and people, and lets each shop send its first mail.
 *
 * <p>What is there already stays as somebody may have changed it.
 */
public final class Seed {

    private final TenantStore tenants;
    private final AccountStore accounts;
    private final Passwords.Hashing hashing;
    private final Submissions submissions;
    private final InstantSource clock;

    public Seed(
            TenantStore tenants,
            AccountStore accounts,
            Passwords.Hashing hashing,
            Submissions submissions,
            InstantSource clock) {
        this.tenants = tenants;
        this.accounts = accounts;
        this.hashing = hashing;
        this.submissions = submissions;
        this.clock = clock;
    }

    /** Makes what is missing. */
    public void sow() {
        Shop.PLANS.stream().filter(plan -> tenants.plan(plan.name()).isEmpty()).forEach(tenants::putPlan);
        for (Shop shop : Shop.values()) {
            Tenant tenant = shop.tenant(clock.instant());
            if (tenants.insert(tenant)) {
                firstMail(shop, tenant);
            }
        }
        Person.ALL.stream().filter(this::isMissing).forEach(this::add);
    }

    private boolean isMissing(Person person) {
        return accounts.withEmail(person.email()).isEmpty()
                && (person.owner().isPlatform() || tenants.find(person.owner()).isPresent());
    }

    private void add(Person person) {
        accounts.insert(new Account(
                person.owner(),
                Ids.next(),
                person.email(),
                person.role(),
                person.locale(),
                hashing.hash(person.password()),
                clock.instant()));
    }

    private void firstMail(Shop shop, Tenant tenant) {
        if (shop.polish()) {
            send(tenant, "anna@klienci.example", "Dziękujemy za zamówienie 1042", """
                    Dzień dobry,

                    dziękujemy za zakupy w sklepie %s. Zamówienie 1042 jest już pakowane, a gdy wyruszy w drogę, wyślemy numer przesyłki.
                    """.formatted(shop.shopName()));
            send(tenant, "refuse@simulator.test", "Zamówienie 1041 zostało wysłane", "Przesyłka jest w drodze.\n");
        } else {
            send(tenant, "grace@customers.example", "Thank you for order 2077", """
                    Hello,

                    thank you for shopping at %s. Order 2077 is being packed; you will get the tracking number once it is on its way.
                    """.formatted(shop.shopName()));
            send(tenant, "defer@simulator.test", "Order 2076 has been shipped", "Your parcel is on its way.\n");
        }
    }

    private void send(Tenant tenant, String to, String subject, String text) {
        NamedMailbox recipient = new NamedMailbox("", Mailbox.of(to));
        submissions.accept(
                tenant.id(),
                new SubmissionRequest(
                        List.of(recipient),
                        List.of(),
                        List.of(),
                        null,
                        subject,
                        text,
                        null,
                        List.of(),
                        Map.of(),
                        MessageClass.TRANSACTIONAL,
                        Map.of()),
                null);
    }
}
