package io.fromline.feedback;

import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store with one test in it, which waits for its message. */
final class OneTest implements RelayTestStore {

    static final String TOKEN = "abcdefghijklmnopqrstuvwxyz";

    final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final RelayTest test;
    private volatile boolean down;

    OneTest(Instant startedAt) {
        var order = new RelayTest.Order(
                new TenantId("shop"),
                new UUID(0, 1),
                new UUID(0, 2),
                Mailbox.of("me@shop.example"),
                new NamedMailbox("Shop", Mailbox.of("orders@shop.example")),
                Mailbox.of("help@shop.example"));
        test = new RelayTest(
                order, startedAt, TOKEN, new RelayTest.Result(true, List.of(), null, new UUID(0, 3), true), null, null);
    }

    RelayTest test() {
        return test;
    }

    /** From now on nobody can reach the database. */
    void goDown(boolean isDown) {
        down = isDown;
    }

    @Override
    public Optional<RelayTest> withToken(String token, Instant startedAfter) {
        if (down) {
            throw new IllegalStateException("the database is down");
        }
        return Optional.of(test)
                .filter(t -> token.equals(TOKEN) && t.startedAt().isAfter(startedAfter));
    }

    @Override
    public void arrived(TenantId owner, UUID id, Arrival arrival) {
        arrivals.add(arrival);
    }

    @Override
    public void begin(RelayTest begun, Instant forgetBefore) {}

    @Override
    public void finish(TenantId owner, UUID id, RelayTest.Result result) {}

    @Override
    public Optional<RelayTest> last(TenantId owner, UUID relay) {
        return Optional.of(test);
    }

    @Override
    public void confirm(TenantId owner, UUID id, RelayTest.Confirmation confirmation) {}
}
