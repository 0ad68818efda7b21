package io.fromline.storage.postgres;

import io.fromline.queue.WaitingMail.Route;
import io.fromline.submission.SubmissionStore.OnceKey;
import io.fromline.submission.SubmissionStore.Recipient;
import io.fromline.submission.SubmissionStore.Write;
import io.fromline.submission.SubmissionStore.Written;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes submissions that share a transaction, a statement for each table.
 *
 * <p>Rows are taken in the order of their keys, so that groups written at the same time never wait for each other crosswise.
 */
final class SubmissionRows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Map<UUID, Written> answers = new HashMap<>();

    private SubmissionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static List<Written> write(JdbcClient jdbc, List<Write> group) {
        var rows = new SubmissionRows(jdbc);
        rows.refuseStale(group.stream().filter(w -> w.terms().seen() != null).toList());
        rows.takeKeys(rows.unanswered(group).stream()
                .filter(w -> w.terms().once() != null)
                .toList());
        rows.count(rows.unanswered(group));
        var stored = rows.unanswered(group);
        if (!stored.isEmpty()) {
            rows.insert(stored);
        }
        return group.stream()
                .map(write -> rows.answers.getOrDefault(write.entry().id(), new Written.Stored()))
                .toList();
    }

    private List<Write> unanswered(List<Write> group) {
        return group.stream()
                .filter(write -> !answers.containsKey(write.entry().id()))
                .toList();
    }

    /** What was decided by another state of the configuration than now is decided again. */
    private void refuseStale(List<Write> decided) {
        if (decided.isEmpty()) {
            return;
        }
        var now = ConfigurationStates.read(
                jdbc, decided.stream().map(Write::tenant).distinct().toList());
        for (var write : decided) {
            if (!now.of(write.tenant()).equals(write.terms().seen())) {
                answers.put(write.entry().id(), new Written.Stale());
            }
        }
    }

    private record Key(String tenant, String key) {}

    private static Key key(Write write) {
        return new Key(write.tenant().value(), once(write).key());
    }

    private static OnceKey once(Write write) {
        return Objects.requireNonNull(write.terms().once());
    }

    /** Takes each key for its submission; answers those whose key was taken before. */
    private void takeKeys(List<Write> withKeys) {
        if (withKeys.isEmpty()) {
            return;
        }
        var sorted = new Columns<>(withKeys.stream()
                .sorted(Comparator.comparing((Write w) -> w.tenant().value()).thenComparing(w -> once(w).key()))
                .toList());
        jdbc.sql("""
                insert into idempotency (tenant_id, key, request_hash, answer, created_at)
                select tenant_id, key, hash, to_jsonb(submission), now
                from unnest(:tenants::text[], :keys::text[], :hashes::bytea[], :submissions::text[], :now::timestamptz[])
                     as k (tenant_id, key, hash, submission, now)
                on conflict do nothing
                """)
                .param("tenants", sorted.texts(w -> w.tenant().value()))
                .param("keys", sorted.texts(w -> once(w).key()))
                .param("hashes", sorted.bytes(w -> once(w).requestHash()))
                .param("submissions", sorted.texts(w -> w.entry().id().toString()))
                .param("now", sorted.times(w -> w.entry().createdAt()))
                .update();
        var taken = new HashMap<Key, Taken>();
        jdbc.sql("""
                select i.tenant_id, i.key, i.request_hash, i.answer #>> '{}' as submission from idempotency i
                join unnest(:tenants::text[], :keys::text[]) as k (tenant_id, key) using (tenant_id, key)
                """)
                .param("tenants", sorted.texts(w -> w.tenant().value()))
                .param("keys", sorted.texts(w -> once(w).key()))
                .query((row, n) -> taken.put(
                        new Key(row.getString("tenant_id"), row.getString("key")),
                        new Taken(UUID.fromString(row.getString("submission")), row.getBytes("request_hash"))))
                .list();
        for (var write : withKeys) {
            var holder = Objects.requireNonNull(taken.get(key(write)));
            if (!holder.submission().equals(write.entry().id())) {
                answers.put(
                        write.entry().id(),
                        Arrays.equals(holder.hash(), once(write).requestHash())
                                ? new Written.Before(holder.submission())
                                : new Written.KeyReused());
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Taken(UUID submission, byte[] hash) {}

    private record Day(String tenant, LocalDate day) implements Comparable<Day> {

        @Override
        public int compareTo(Day other) {
            int tenants = tenant.compareTo(other.tenant);
            return tenants == 0 ? day.compareTo(other.day) : tenants;
        }
    }

    /** Counts those of plans with a limit until it is reached; those accepted at the very moment it is may go a little past it. */
    private void count(List<Write> writes) {
        var days = new TreeMap<Day, List<Write>>();
        writes.stream()
                .filter(write -> write.terms().messagesPerDay() != null)
                .forEach(write -> days.computeIfAbsent(
                                new Day(write.tenant().value(), write.terms().day()), d -> new ArrayList<>())
                        .add(write));
        if (days.isEmpty()) {
            return;
        }
        var used = used(List.copyOf(days.keySet()));
        var counted = new LinkedHashMap<Day, Integer>();
        days.forEach((day, asked) -> {
            int before = used.getOrDefault(day, 0);
            int more = 0;
            for (var write : asked) {
                if (before + more < Objects.requireNonNull(write.terms().messagesPerDay())) {
                    more++;
                } else {
                    answers.put(write.entry().id(), new Written.OverLimit());
                }
            }
            if (more > 0) {
                counted.put(day, more);
            }
        });
        addUsage(counted);
        releaseKeys(writes);
    }

    private Map<Day, Integer> used(List<Day> days) {
        var columns = new Columns<>(days);
        var used = new HashMap<Day, Integer>();
        jdbc.sql("""
                select u.tenant_id, u.day, sum(u.messages)::int as messages from daily_usage u
                join unnest(:tenants::text[], :days::date[]) as d (tenant_id, day) using (tenant_id, day)
                group by u.tenant_id, u.day
                """)
                .param("tenants", columns.texts(Day::tenant))
                .param("days", columns.texts(day -> day.day().toString()))
                .query((row, n) -> used.put(
                        new Day(row.getString("tenant_id"), row.getObject("day", LocalDate.class)),
                        row.getInt("messages")))
                .list();
        return used;
    }

    private void addUsage(Map<Day, Integer> counted) {
        var columns = new Columns<>(List.copyOf(counted.entrySet()));
        jdbc.sql("""
                insert into daily_usage as u (tenant_id, day, slot, messages)
                select tenant_id, day, slot, messages
                from unnest(:tenants::text[], :days::date[], :messages::int[]) as d (tenant_id, day, messages),
                     (select floor(random() * 16)::int as slot) as s
                on conflict (tenant_id, day, slot) do update set messages = u.messages + excluded.messages
                """)
                .param("tenants", columns.texts(e -> e.getKey().tenant()))
                .param("days", columns.texts(e -> e.getKey().day().toString()))
                .param("messages", columns.numbers(Map.Entry::getValue))
                .update();
    }

    /** What was not stored has not used its key; nor has who asked for the same at the same moment. */
    private void releaseKeys(List<Write> writes) {
        var over = new Columns<>(writes.stream()
                .filter(write -> write.terms().once() != null
                        && answers.get(write.entry().id()) instanceof Written.OverLimit)
                .toList());
        if (over.rows().isEmpty()) {
            return;
        }
        jdbc.sql("""
                delete from idempotency i using unnest(:tenants::text[], :keys::text[]) as k (tenant_id, key)
                where i.tenant_id = k.tenant_id and i.key = k.key
                """)
                .param("tenants", over.texts(w -> w.tenant().value()))
                .param("keys", over.texts(w -> once(w).key()))
                .update();
        answers.replaceAll((id, answer) ->
                answer instanceof Written.Before(var first) && answers.get(first) instanceof Written.OverLimit refused
                        ? refused
                        : answer);
    }

    private record Row(Write write, Recipient recipient) {}

    /** In one go: what was accepted, what became of it so far, and what is to be done. */
    private void insert(List<Write> writes) {
        var submissions = new Columns<>(writes);
        var deliveries = new Columns<>(writes.stream()
                .flatMap(write -> write.entry().recipients().stream().map(recipient -> new Row(write, recipient)))
                .toList());
        jdbc.sql(INSERT)
                .param("tenants", submissions.texts(w -> w.tenant().value()))
                .param("ids", submissions.ids(w -> w.entry().id()))
                .param("expiry", submissions.texts(w -> w.terms().expiresOn().toString()))
                .param("deliveryIds", submissions.texts(SubmissionRows::deliveryIds))
                .param("kinds", submissions.texts(w -> w.entry().kind().label()))
                .param(
                        "classes",
                        submissions.texts(w -> w.entry().messageClass().label()))
                .param(
                        "senders",
                        submissions.texts(w -> w.entry().decision().from().toString()))
                .param(
                        "returnPaths",
                        submissions.texts(w -> w.entry().decision().returnPath().toString()))
                .param(
                        "replyToAsked",
                        submissions.texts(
                                w -> Boolean.toString(w.entry().content().replyToAsked())))
                .param("subjects", submissions.texts(w -> w.entry().content().subject()))
                .param(
                        "messageIds",
                        submissions.texts(w -> w.entry().content().message().messageId()))
                .param("metadata", submissions.texts(SubmissionRows::metadata))
                .param(
                        "decisions",
                        submissions.texts(w -> DecisionJson.write(w.entry().decision())))
                .param(
                        "messages",
                        submissions.bytes(w -> w.entry().content().message().bytes()))
                .param("now", submissions.times(w -> w.entry().createdAt()))
                .param("whose", deliveries.texts(r -> r.write().tenant().value()))
                .param("which", deliveries.ids(r -> r.recipient().delivery()))
                .param("submissions", deliveries.ids(r -> r.write().entry().id()))
                .param(
                        "goes",
                        deliveries.texts(r -> r.write().terms().expiresOn().toString()))
                .param(
                        "recipients",
                        deliveries.texts(r -> r.recipient().mailbox().toString()))
                .param("owners", deliveries.texts(r -> route(r).owner().value()))
                .param("relays", deliveries.ids(r -> route(r).relay()))
                .param("nodes", deliveries.ids(r -> r.write().terms().node()))
                .param("kind", deliveries.texts(r -> r.write().entry().kind().label()))
                .param(
                        "about",
                        deliveries.texts(r -> r.write().entry().content().subject()))
                .param("at", deliveries.times(r -> r.write().entry().createdAt()))
                .update();
    }

    private static String deliveryIds(Write write) {
        return write.entry().recipients().stream()
                .map(recipient -> recipient.delivery().toString())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String metadata(Write write) {
        var metadata = write.entry().content().metadata();
        return metadata.isEmpty() ? "{}" : JSON.writeValueAsString(metadata);
    }

    private static Route route(Row row) {
        return row.write().entry().decision().way().route();
    }

    private static final String INSERT = """
            with submitted as (
                insert into submission (tenant_id, id, expires_on, deliveries, kind, class, sender, return_path, reply_to_asked,
                    subject, message_id, metadata, decision, message, created_at)
                select tenant, id, expiry::date, deliveries::uuid[], kind, class, sender, return_path, reply_to_asked, subject,
                    message_id, metadata, decision, message, now
                from unnest(:tenants::text[], :ids::uuid[], :expiry::text[], :deliveryIds::text[], :kinds::text[], :classes::text[],
                    :senders::text[], :returnPaths::text[], :replyToAsked::bool[], :subjects::text[], :messageIds::text[],
                    :metadata::jsonb[], :decisions::jsonb[], :messages::bytea[], :now::timestamptz[])
                    as s (tenant, id, expiry, deliveries, kind, class, sender, return_path, reply_to_asked, subject, message_id,
                          metadata, decision, message, now)
            ), delivered as (
                select * from unnest(:whose::text[], :which::uuid[], :submissions::uuid[], :goes::date[], :recipients::text[],
                    :owners::text[], :relays::uuid[], :nodes::uuid[], :kind::text[], :about::text[], :at::timestamptz[])
                    as d (tenant, id, submission, expiry, recipient, owner, relay, node, kind, subject, now)
            ), queued as (
                insert into queue (tenant_id, delivery_id, submission_id, expires_on, relay_owner, relay_id, state, next_attempt_at,
                    claimed_by)
                select tenant, id, submission, expiry, owner, relay, 'queued', now, node from delivered
            )
            insert into delivery (tenant_id, id, expires_on, submission_id, recipient, relay_owner, relay_id, state, kind, subject,
                created_at, updated_at)
            select tenant, id, expiry, submission, recipient, owner, relay, 'queued', kind, subject, now, now from delivered
            """;
}
