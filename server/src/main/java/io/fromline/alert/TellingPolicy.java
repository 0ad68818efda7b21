package io.fromline.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which mail tells of which incidents, and when: the one place for that. Pure.
 *
 * <p>One alert for each incident and one all-clear, never a storm: what happens within {@link #GATHER} goes into one mail, and
 * the next mail to the same people comes {@link #PACE} later at the soonest. What was over before anybody was told is not told.
 */
public final class TellingPolicy {

    static final Duration GATHER = Duration.ofMinutes(1);
    static final Duration PACE = Duration.ofMinutes(10);

    /** A share of a day's allowance is no news every day. */
    static final Duration NEAR_AGAIN = Duration.ofDays(7);

    /** Older news is history, as when there was no way to send it. */
    static final Duration STALE = Duration.ofDays(1);

    private TellingPolicy() {}

    /**
     * Who is to be told.
     *
     * @param wanted the kinds that they chose
     * @param carrier the platform's relay, over which alerts go
     * @param lastMail when they last got one
     */
    record Audience(
            Set<IncidentKind> wanted,
            @Nullable String carrier,
            @Nullable Instant lastMail) {}

    /**
     * What one mail tells now.
     *
     * @param needless alerts and all-clears that no mail is needed for
     */
    record Telling(List<Incident> alerts, List<Incident> allClears, List<Incident> needless) {

        boolean mails() {
            return !alerts.isEmpty() || !allClears.isEmpty();
        }
    }

    /** What to tell of these incidents, all of one tenant and none of them told to its end. */
    static Telling telling(List<Incident> untold, Audience audience, Instant now) {
        var alerts = new ArrayList<Incident>();
        var allClears = new ArrayList<Incident>();
        var needless = new ArrayList<Incident>();
        for (var incident : untold) {
            if (needless(incident, audience, now)) {
                needless.add(incident);
            } else if (incident.closedAt() != null) {
                allClears.add(incident);
            } else if (incident.lasts() && !incident.told().alertDone()) {
                alerts.add(incident);
            }
        }
        return due(alerts, allClears, audience, now)
                ? new Telling(alerts, allClears, needless)
                : new Telling(List.of(), List.of(), needless);
    }

    private static boolean needless(Incident incident, Audience audience, Instant now) {
        var told = incident.told();
        var closed = incident.closedAt();
        if (closed != null) {
            return !told.alertMailed()
                    || !incident.kind().hasAllClear()
                    || closed.plus(STALE).isBefore(now);
        }
        var before = told.before();
        boolean again =
                incident.kind() == IncidentKind.LIMIT_NEAR && before != null && now.isBefore(before.plus(NEAR_AGAIN));
        boolean carrierDown = incident.tenant().isPlatform()
                && incident.kind().stopsMail()
                && incident.subject().equals(audience.carrier());
        return !told.alertDone()
                && (again
                        || carrierDown
                        || !audience.wanted().contains(incident.kind())
                        || incident.openedAt().plus(STALE).isBefore(now));
    }

    private static boolean due(List<Incident> alerts, List<Incident> allClears, Audience audience, Instant now) {
        var last = audience.lastMail();
        if (last != null && now.isBefore(last.plus(PACE))) {
            return false;
        }
        var gathered = now.minus(GATHER);
        return alerts.stream().anyMatch(incident -> !incident.openedAt().isAfter(gathered))
                || allClears.stream()
                        .map(Incident::closedAt)
                        .anyMatch(closed -> closed != null && !closed.isAfter(gathered));
    }
}
