package io.fromline.storage.postgres;

/** Statements about rows of the queue that are the same wherever mail is cancelled. */
final class QueueRows {

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
