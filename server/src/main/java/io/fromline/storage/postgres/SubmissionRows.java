package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.Decision;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.submission.SubmissionStore.Seen;
import io.fromline.submission.SubmissionStore.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes submissions that share a transaction: one statement, which decides about each and writes those that may be written. */
final class SubmissionRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SubmissionRows() {}

    /** What became of each, in the same order; committed when this returns, unless a transaction is open. */
    static List<Written> write(JdbcClient jdbc, List<Storable> group) {
        var said = said(jdbc, group);
        var keysInDoubt = group.stream()
                .filter(write -> write.terms().once() != null && "refused".equals(said.get(id(write))))
                .toList();
        var holders = keysInDoubt.isEmpty() ? Map.<Key, Holder>of() : holders(jdbc, keysInDoubt);
        return group.stream()
                .map(write -> switch (Objects.requireNonNull(said.get(id(write)))) {
                    case "stored" -> new Written.Stored();
                    case "stale" -> new Written.Stale();
                    default -> refused(write, holders);
                })
                .toList();
    }

    /** The same for a group of which any may be there already, because nobody heard how its commit ended. */
    static List<Written> writeMissing(JdbcClient jdbc, List<Storable> group) {
        var there = there(jdbc, new Columns<>(group));
        var missing = group.stream().filter(write -> !there.contains(id(write))).toList();
        var written = missing.isEmpty() ? List.<Written>of() : write(jdbc, missing);
        var next = written.iterator();
        return group.stream()
                .map(write -> there.contains(id(write)) ? new Written.Stored() : next.next())
                .toList();
    }

    private static Set<UUID> there(JdbcClient jdbc, Columns<Storable> group) {
        return Set.copyOf(jdbc.sql("""
                select s.id from submission s
                join unnest(:tenants::text[], :ids::uuid[], :expiry::date[]) as w (tenant_id, id, expires_on)
                    using (tenant_id, id, expires_on)
                """)
                .param("tenants", group.texts(w -> w.tenant().value()))
                .param("ids", group.ids(SubmissionRows::id))
                .param("expiry", group.texts(w -> w.terms().expiresOn().toString()))
                .query(UUID.class)
                .list());
    }

    /** Its key was used before, or else there was no room in the day. */
    private static Written refused(Storable write, Map<Key, Holder> holders) {
        var once = write.terms().once();
        var holder = once == null ? null : holders.get(new Key(write.tenant().value(), once.key()));
        if (once == null || holder == null) {
            return new Written.OverLimit();
        }
        return Arrays.equals(holder.hash(), once.requestHash())
                ? new Written.Before(holder.submission())
                : new Written.KeyReused();
    }

    private static UUID id(Storable write) {
        return write.entry().id();
    }

    private static Map<UUID, String> said(JdbcClient jdbc, List<Storable> group) {
        var said = new HashMap<UUID, String>();
        jdbc.sql(WRITE).params(parameters(group)).query(row -> {
            said.put(id(group.get(row.getInt("no") - 1)), row.getString("said"));
        });
        return said;
    }

    /** In the order in which the statement asks for them. */
    private static List<Object> parameters(List<Storable> group) {
        var all = new Columns<>(group);
        var parameters = new ArrayList<Object>(terms(all));
        parameters.addAll(deliveries(all));
        parameters.addAll(content(all));
        return parameters;
    }

    private static List<Object> terms(Columns<Storable> all) {
        return List.of(
                all.texts(w -> w.tenant().value()),
                all.ids(SubmissionRows::id),
                all.texts(w -> w.terms().day().toString()),
                all.texts(w -> w.terms().expiresOn().toString()),
                all.times(w -> w.entry().createdAt()),
                all.texts(w -> Objects.toString(w.terms().messagesPerDay(), null)),
                all.texts(w -> seen(w, Seen::tenant)),
                all.texts(w -> seen(w, Seen::platform)),
                all.texts(w -> w.terms().once() instanceof OnceKey once ? once.key() : null),
                all.bytes(w -> w.terms().once() instanceof OnceKey once ? once.requestHash() : new byte[0]));
    }

    private static List<Object> deliveries(Columns<Storable> all) {
        return List.of(
                all.texts(w -> list(w, Recipient::delivery)),
                all.texts(w -> list(w, Recipient::mailbox)),
                all.texts(w -> route(w).owner().value()),
                all.ids(w -> route(w).relay()),
                all.ids(w -> w.terms().node()),
                all.texts(w -> w.entry().kind().label()),
                all.texts(w -> w.entry().content().subject()));
    }

    private static List<Object> content(Columns<Storable> all) {
        var decisions = new HashMap<Decision, String>(); // mostly few in a group
        return List.of(
                all.texts(w -> w.entry().messageClass().label()),
                all.texts(w -> w.entry().decision().from().toString()),
                all.texts(w -> w.entry().decision().returnPath().toString()),
                all.texts(w -> Boolean.toString(w.entry().content().replyToAsked())),
                all.texts(w -> w.entry().content().message().messageId()),
                all.texts(SubmissionRows::metadata),
                all.texts(w -> decisions.computeIfAbsent(w.entry().decision(), DecisionJson::write)),
                all.bytes(w -> w.message().header()),
                all.bytes(w -> w.message().body()),
                all.numbers(w -> w.message().bodySize()));
    }

    private static @Nullable OnceKey once(Storable write) {
        return write.terms().once();
    }

    private static @Nullable String seen(Storable write, ToLongFunction<Seen> which) {
        var seen = write.terms().seen();
        return seen == null ? null : Long.toString(which.applyAsLong(seen));
    }

    /** As PostgreSQL reads an array: in quotes, which no mailbox holds, nor backslashes. */
    private static String list(Storable write, Function<Recipient, Object> of) {
        return write.entry().recipients().stream()
                .map(recipient -> "\"" + of.apply(recipient) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String metadata(Storable write) {
        var metadata = write.entry().content().metadata();
        return metadata.isEmpty() ? "{}" : JSON.writeValueAsString(metadata);
    }

    private static Route route(Storable write) {
        return write.entry().decision().way().route();
    }

    private record Key(String tenant, String key) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Holder(UUID submission, byte[] hash) {}

    /** Who has the keys. */
    private static Map<Key, Holder> holders(JdbcClient jdbc, List<Storable> withKeys) {
        var columns = new Columns<>(withKeys);
        var holders = new HashMap<Key, Holder>();
        jdbc.sql("""
                select i.tenant_id, i.key, i.request_hash, i.answer #>> '{}' as submission from idempotency i
                join unnest(:tenants::text[], :keys::text[]) as k (tenant_id, key) using (tenant_id, key)
                """)
                .param("tenants", columns.texts(w -> w.tenant().value()))
                .param(
                        "keys",
                        columns.texts(w -> Objects.requireNonNull(once(w)).key()))
                .query(row -> {
                    holders.put(
                            new Key(row.getString("tenant_id"), row.getString("key")),
                            new Holder(UUID.fromString(row.getString("submission")), row.getBytes("request_hash")));
                });
        return holders;
    }

    /**
     * Decides, in this order: was it decided by another state of the configuration than now (stale); was its key used before, or is the
     * day's count reached (refused); otherwise it is stored. Those accepted at the very moment the count is reached may go a little past
     * it. Rows are taken in the order of their keys, so that groups written at the same time never wait for each other crosswise.
     *
     * <p>No two lists of the group are joined, which would take each row of one for each of the other: what a submission alone needs is taken
     * out of its array by number, and its deliveries out of a list of its own.
     */
    private static final String WRITE = """
            with asked as (
                select * from unnest(?::text[], ?::uuid[], ?::date[], ?::date[], ?::timestamptz[], ?::int[], ?::bigint[], ?::bigint[],
                    ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[])
                    with ordinality as a (tenant, id, day, expiry, now, most, seen_tenant, seen_platform,
                        key, hash, deliveries, recipients, owner, relay, node, kind, subject, no)
            ), standing as (
                select a.*, i.key is not null as known, a.seen_tenant is not null
                    and (coalesce(t.changes, 0), coalesce((select changes from configuration_state where owner = '@platform'), 0))
                        <> (a.seen_tenant, a.seen_platform) as stale
                from asked a
                left join configuration_state t on t.owner = a.tenant
                left join idempotency i on i.tenant_id = a.tenant and i.key = a.key
            ), used as (
                select u.tenant_id, u.day, sum(u.messages) as messages
                from (select distinct tenant, day from asked where most is not null) a
                join daily_usage u on u.tenant_id = a.tenant and u.day = a.day
                group by u.tenant_id, u.day
            ), counted as (
                select s.*, coalesce(u.messages, 0) + row_number() over (partition by s.tenant, s.day order by s.no) as number
                from standing s left join used u on u.tenant_id = s.tenant and u.day = s.day
                where not s.stale and not s.known
            ), taken as (
                insert into idempotency (tenant_id, key, request_hash, answer, created_at)
                select tenant, key, hash, to_jsonb(id::text), now from counted
                where key is not null and (most is null or number <= most)
                order by tenant, key
                on conflict do nothing
                returning answer #>> '{}' as id
            ), stored as (
                select * from counted where (most is null or number <= most) and (key is null or id::text in (select id from taken))
            ), counting as (
                insert into daily_usage as u (tenant_id, day, slot, messages)
                select tenant, day, (select floor(random() * 16)::int), count(*) from stored where most is not null
                group by tenant, day order by tenant, day
                on conflict (tenant_id, day, slot) do update set messages = u.messages + excluded.messages
            ), submitted as (
                insert into submission (tenant_id, id, expires_on, created_at, deliveries, kind, class, sender, return_path, reply_to_asked,
                    subject, message_id, metadata, decision, header, body, body_size)
                select tenant, id, expiry, now, deliveries::uuid[], kind, (?::text[])[no], (?::text[])[no],
                    (?::text[])[no], (?::text[])[no]::bool, subject, (?::text[])[no], (?::text[])[no]::jsonb,
                    (?::text[])[no]::jsonb, (?::bytea[])[no], (?::bytea[])[no], (?::int[])[no]
                from stored
            ), delivered as (
                select s.tenant, s.id as submission, s.expiry, s.owner, s.relay, s.node, s.kind, s.subject, s.now, d.id, d.recipient
                from stored s, unnest(s.deliveries::uuid[], s.recipients::text[]) as d (id, recipient)
            ), queued as (
                insert into queue (tenant_id, delivery_id, submission_id, expires_on, relay_owner, relay_id, state, next_attempt_at,
                    claimed_by)
                select tenant, id, submission, expiry, owner, relay, 'queued', now, node from delivered
            ), logged as (
                insert into delivery (tenant_id, id, expires_on, submission_id, recipient, relay_owner, relay_id, state, kind, subject,
                    created_at, updated_at)
                select tenant, id, expiry, submission, recipient, owner, relay, 'queued', kind, subject, now, now from delivered
            )
            select no, case when no in (select no from stored) then 'stored' when stale then 'stale' else 'refused' end as said
            from standing
            """;
}
