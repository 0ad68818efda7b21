package io.fromline.storage.postgres;

import io.fromline.feedback.Arrival;
import io.fromline.feedback.RelayTest;
import io.fromline.feedback.RelayTestStore;
import io.fromline.mail.Mailbox;
import io.fromline.mail.NamedMailbox;
import io.fromline.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the tests of relays in PostgreSQL. */
public final class PostgresRelayTestStore implements RelayTestStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;

    public PostgresRelayTestStore(Database database) {
        this.database = database;
    }

    @Override
    public void begin(RelayTest test, Instant forgetBefore) {
        var order = test.order();
        database.inTenant(order.owner(), jdbc -> {
            jdbc.sql("""
                            delete from relay_test
                            where tenant_id = :owner and relay_id = :relay and started_at < :before""")
                    .param("owner", order.owner().value())
                    .param("relay", order.relay())
                    .param("before", Times.parameter(forgetBefore))
                    .update();
            return jdbc.sql("""
                            insert into relay_test (tenant_id, id, relay_id, recipient, from_name, from_address, reply_to, token, started_at)
                            values (:owner, :id, :relay, :to, :name, :address, :replyTo, :token, :at)""")
                    .param("owner", order.owner().value())
                    .param("id", order.id())
                    .param("relay", order.relay())
                    .param("to", order.to().toString())
                    .param("name", order.from().name())
                    .param("address", order.from().mailbox().toString())
                    .param(
                            "replyTo",
                            order.replyTo() == null ? null : order.replyTo().toString())
                    .param("token", test.token())
                    .param("at", Times.parameter(test.startedAt()))
                    .update();
        });
    }

    @Override
    public void finish(TenantId owner, UUID id, RelayTest.Result result) {
        set(owner, id, "result = cast(:value as jsonb)", result);
    }

    @Override
    public void arrived(TenantId owner, UUID id, Arrival arrival) {
        set(owner, id, "arrival = coalesce(arrival, cast(:value as jsonb))", arrival);
    }

    @Override
    public void confirm(TenantId owner, UUID id, RelayTest.Confirmation confirmation) {
        set(owner, id, "confirmation = cast(:value as jsonb)", confirmation);
    }

    private void set(TenantId owner, UUID id, String assignment, Object value) {
        database.inTenant(
                owner,
                jdbc -> jdbc.sql("update relay_test set " + assignment + " where tenant_id = :owner and id = :id")
                        .param("value", JSON.writeValueAsString(value))
                        .param("owner", owner.value())
                        .param("id", id)
                        .update());
    }

    @Override
    public Optional<RelayTest> last(TenantId owner, UUID relay) {
        return database.inTenant(
                owner,
                jdbc -> jdbc.sql("""
                                select * from relay_test
                                where tenant_id = :owner and relay_id = :relay and result is not null
                                order by started_at desc, id desc limit 1""")
                        .param("owner", owner.value())
                        .param("relay", relay)
                        .query(PostgresRelayTestStore::test)
                        .optional());
    }

    @Override
    public Optional<RelayTest> withToken(String token, Instant startedAfter) {
        return database.asServer(
                jdbc -> jdbc.sql("select * from relay_test where token = :token and started_at > :after")
                        .param("token", token)
                        .param("after", Times.parameter(startedAfter))
                        .query(PostgresRelayTestStore::test)
                        .optional());
    }

    private static RelayTest test(ResultSet row, int number) throws SQLException {
        var replyTo = row.getString("reply_to");
        var order = new RelayTest.Order(
                new TenantId(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                row.getObject("relay_id", UUID.class),
                Mailbox.of(row.getString("recipient")),
                new NamedMailbox(row.getString("from_name"), Mailbox.of(row.getString("from_address"))),
                replyTo == null ? null : Mailbox.of(replyTo));
        return new RelayTest(
                order,
                Times.instant(row, "started_at"),
                row.getString("token"),
                read(row.getString("result"), RelayTest.Result.class),
                read(row.getString("arrival"), Arrival.class),
                read(row.getString("confirmation"), RelayTest.Confirmation.class));
    }

    private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        return json == null ? null : JSON.readValue(json, type);
    }
}
