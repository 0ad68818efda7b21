package io.fromline.storage.postgres;

import io.fromline.submission.Rendering;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Renderings of submissions: written once, and read for the deliveries that took the way which they were made for. */
final class RenderingRows {

    /** To a delivery {@code d}: its submission {@code s}, its detour {@code x} if it took one, and the rendering {@code v} then. */
    static final String OF_DELIVERY = """
            join submission s on s.tenant_id = d.tenant_id and s.id = d.submission_id and s.expires_on = d.expires_on
            left join detour x on x.tenant_id = d.tenant_id and x.delivery_id = d.id
            left join submission_rendering v on v.tenant_id = x.tenant_id and v.submission_id = x.submission_id
                and v.relay_owner = x.to_owner and v.relay_id = x.to_relay
            """;

    /** The message that such a delivery sends, for {@link MessageColumns#read}. */
    static final String MESSAGE = "coalesce(v.header, s.header) as header, s.body, s.body_size";

    /** The same; neither header nor body where the message has more octets than {@code :small}. */
    static final String SMALL_MESSAGE = """
            case when octet_length(s.header) + s.body_size <= :small then coalesce(v.header, s.header) end as header,
            case when octet_length(s.header) + s.body_size <= :small then s.body end as body, s.body_size
            """;

    private RenderingRows() {}

    static void insert(JdbcClient jdbc, TenantId tenant, List<Rendering> renderings, Instant now) {
        var columns = new Columns<>(renderings);
        jdbc.sql("""
                insert into submission_rendering (submission_id, relay_owner, relay_id, sender, return_path, header,
                    tenant_id, made_at, expires_on)
                select v.*, :tenant, :now, s.expires_on
                from unnest(:submissions::uuid[], :owners::text[], :relays::uuid[], :senders::text[], :returnPaths::text[],
                            :headers::bytea[])
                     as v (submission_id, relay_owner, relay_id, sender, return_path, header)
                join submission s on s.tenant_id = :tenant and s.id = v.submission_id
                on conflict do nothing
                """)
                .param("tenant", tenant.value())
                .param("now", Times.parameter(now))
                .param("submissions", columns.ids(Rendering::submission))
                .param("owners", columns.texts(v -> v.route().owner().value()))
                .param("relays", columns.ids(v -> v.route().relay()))
                .param("senders", columns.texts(v -> v.sender().toString()))
                .param("returnPaths", columns.texts(v -> v.returnPath().toString()))
                .param("headers", columns.bytes(Rendering::header))
                .update();
    }

    /** Deletes what belonged to mail that is gone from the log, of everybody; returns how many rows. */
    static int dropBefore(JdbcClient jdbc, LocalDate day) {
        int deleted = jdbc.sql("""
                delete from submission_rendering v where v.expires_on < :day and not exists (
                    select 1 from submission s where s.tenant_id = v.tenant_id and s.id = v.submission_id)
                """).param("day", day).update();
        return deleted + jdbc.sql("""
                delete from detour x where x.expires_on < :day and not exists (
                    select 1 from delivery d where d.tenant_id = x.tenant_id and d.id = x.delivery_id)
                """).param("day", day).update();
    }
}
