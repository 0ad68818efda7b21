package io.fromline.storage.postgres;

/** Statements about rows of the queue that are the same wherever mail is cancelled or let go. */
final class QueueRows {

    /** Ends what kept rows back, of which the condition follows: they are due, unless their relay is held; needs {@code :now}. */
    static final String RELEASE = """
            update queue set kept_back = null, next_attempt_at = :now,
                state = case when exists (select from relay r where r.tenant_id = queue.relay_owner
                    and r.id = queue.relay_id and r.held_at is not null) then 'held' else 'queued' end
            where
            """;

    private QueueRows() {}

    /** Takes out of the queue what fits and is not under way, and says so in the log; needs {@code :now}. */
    static String cancelling(String which) {
        return """
                with gone as (
                    delete from queue where %s and claimed_by is null returning tenant_id, delivery_id, expires_on
                )
                update delivery d set state = 'cancelled', updated_at = :now from gone
                where d.tenant_id = gone.tenant_id and d.id = gone.delivery_id and d.expires_on = gone.expires_on
                """.formatted(which);
    }
}
