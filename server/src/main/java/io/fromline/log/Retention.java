package io.fromline.log;

import io.fromline.submission.SubmissionStore.Terms;
import io.fromline.tenant.Plan;
import io.fromline.tenant.TenantStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps mail in the log as long as the plan said when it was accepted, and no longer; mail that is not sent yet stays.
 *
 * <p>To be run more often than once a day.
 */
public final class Retention {

    /** For so many days ahead the log is made ready. */
    private static final int AHEAD = 2;

    /** So long a key is remembered, or a day's count shown. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final TenantStore tenants;
    private final LogDays days;
    private final InstantSource clock;

    public Retention(TenantStore tenants, LogDays days, InstantSource clock) {
        this.tenants = tenants;
        this.days = days;
        this.clock = clock;
    }

    /** Makes coming days ready and drops those that are over. */
    public void keep() {
        var retentions =
                Stream.concat(tenants.plans().stream().map(Plan::logRetentionDays), Stream.of(Terms.OWN_MAIL_DAYS));
        days.ready(retentions.flatMap(this::coming).collect(Collectors.toCollection(TreeSet::new)));
        int dropped = days.dropBefore(today());
        int forgotten = days.forgetBefore(clock.instant().minus(REMEMBERED));
        LOG.debug("dropped {} parts of the log, forgot {} keys and counts", dropped, forgotten);
    }

    /** Makes coming days ready for mail of a plan that is about to be used. */
    public void expect(Plan plan) {
        days.ready(coming(plan.logRetentionDays()).toList());
    }

    private Stream<LocalDate> coming(int retentionDays) {
        return IntStream.range(0, AHEAD).mapToObj(ahead -> Plan.logExpiry(today().plusDays(ahead), retentionDays));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
