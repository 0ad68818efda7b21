package io.fromline.storage.postgres;

import io.fromline.lookout.DomainCheckStore;
import io.fromline.lookout.DomainTrouble;
import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at domains, in the {@code domain_check} table. */
public final class PostgresDomainCheckStore implements DomainCheckStore {

    /** The domains that tenants send from now, and whether their mail leaves by the platform's servers. */
    private static final String IN_USE = """
            select tenant_id, domain, bool_or(elsewhere) as elsewhere from (
                select s.tenant_id, split_part(s.address, '@', 2) as domain, true as elsewhere
                from sender_identity s join tenant t on t.tenant_id = s.tenant_id
                where s.state = 'verified' and t.mode = 'branded'
                union all
                select tenant_id, lower(split_part(live ->> 'senderAddress', '@', 2)), false
                from relay where state = 'active' and live is not null
            ) used
            where domain <> ''
            group by tenant_id, domain
            """;

    private final Database database;

    public PostgresDomainCheckStore(Database database) {
        this.database = database;
    }

    @Override
    public List<InUse> due(Instant since, Instant sinceInTrouble, int most) {
        return database.asServer(jdbc -> jdbc.sql("select u.*, c.checked_at, c.trouble from (" + IN_USE + """
                        ) u
                        left join domain_check c on c.tenant_id = u.tenant_id and c.domain = u.domain
                        where c.checked_at is null
                           or c.checked_at <= case when c.trouble is null then :since else :trouble end
                        order by c.checked_at nulls first
                        limit :most
                        """)
                .param("since", Times.parameter(since))
                .param("trouble", Times.parameter(sinceInTrouble))
                .param("most", most)
                .query((row, n) -> new InUse(
                        new TenantId(row.getString("tenant_id")),
                        row.getString("domain"),
                        row.getBoolean("elsewhere"),
                        Times.instantOrNull(row, "checked_at"),
                        Optional.ofNullable(row.getString("trouble")).flatMap(DomainTrouble::of)))
                .list());
    }

    @Override
    public boolean begin(InUse domain, Instant now) {
        return database.inTenant(
                domain.tenant(),
                jdbc -> jdbc.sql("""
                        insert into domain_check (tenant_id, domain, checked_at) values (:tenant, :domain, :now)
                        on conflict (tenant_id, domain) do update set checked_at = excluded.checked_at
                        where domain_check.checked_at is not distinct from :before::timestamptz
                        """)
                                .param("tenant", domain.tenant().value())
                                .param("domain", domain.domain())
                                .param("now", Times.parameter(now))
                                .param("before", Times.parameter(domain.lastLook()))
                                .update()
                        == 1);
    }

    @Override
    public void done(InUse domain, Optional<DomainTrouble> trouble, Instant now) {
        database.inTenant(
                domain.tenant(),
                jdbc -> jdbc.sql("""
                        update domain_check
                        set trouble = :trouble::text,
                            since = case when :trouble::text is null then null when trouble = :trouble then since else :now end
                        where tenant_id = :tenant and domain = :domain
                        """)
                        .param("trouble", trouble.map(DomainTrouble::label).orElse(null))
                        .param("now", Times.parameter(now))
                        .param("tenant", domain.tenant().value())
                        .param("domain", domain.domain())
                        .update());
    }
}
