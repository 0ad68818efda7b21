package io.fromline.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However mail comes and however long a relay takes with it, no window ever gets more than its limit, and none waits for ever. */
class PacerPropertiesTest {

    private static final Instant START = Instant.parse("2026-11-23T11:59:31.700Z");

    /** What happens next: so much later, a message to so many recipients wants to go, or one under way ends. */
    record Event(int millisLater, int recipients, boolean ends, boolean taken) {}

    record Sent(Instant at, int recipients) {}

    @Property(tries = 400)
    void noWindowGetsMoreThanItsLimit(@ForAll("limits") Limits limits, @ForAll("events") List<Event> events) {
        var pacer = new Pacer(limits, new Usage());
        var sent = new ArrayList<Sent>();
        Deque<Integer> underWay = new ArrayDeque<>();
        var now = START;
        for (var event : events) {
            now = now.plusMillis(event.millisLater());
            if (event.ends() && !underWay.isEmpty()) {
                int recipients = underWay.removeFirst();
                if (event.taken()) {
                    pacer.took(now, recipients, recipients);
                    sent.add(new Sent(now, recipients));
                    checkEveryWindowThatEndsAt(now, limits, sent);
                } else {
                    pacer.gaveBack(recipients);
                }
            } else if (pacer.admit(now, event.recipients()) instanceof Verdict.Now) {
                underWay.addLast(event.recipients());
            }
        }
    }

    private static void checkEveryWindowThatEndsAt(Instant now, Limits limits, List<Sent> sent) {
        for (var quota : Quota.values()) {
            var limit = limits.of(quota);
            if (limit != null) {
                assertThat(naive(quota, now, sent)).as("%s at %s", quota, now).isLessThanOrEqualTo(limit);
            }
        }
    }

    private static int naive(Quota quota, Instant now, List<Sent> sent) {
        return sent.stream()
                .filter(one -> one.at().isAfter(now.minus(quota.window().length())))
                .mapToInt(one -> quota.ofRecipients() ? one.recipients() : 1)
                .sum();
    }

    @Property(tries = 300)
    void whoeverAsksWhenToldSendsAsMuchAsTheLimitsAllowButForTheRoundingOfTheirWindows(
            @ForAll("limits") Limits limits, @ForAll("recipients") List<Integer> messages) {
        var pacer = new Pacer(limits, new Usage());
        var sent = new ArrayList<Sent>();
        var now = START;
        for (int recipients : messages) {
            var wait = pacer.admit(now, recipients);
            for (int asked = 0; wait instanceof Verdict.Wait(var until, var quota); asked++) {
                assertThat(asked).as("times asked").isLessThan(5);
                assertThat(quota).isNotNull();
                assertThat(until).isAfter(now);
                var sooner = until.minus(Usage.step(quota).multipliedBy(2));
                assertThat(sooner.isAfter(now) && fits(limits, sooner, recipients, sent))
                        .as("it could have gone two steps earlier")
                        .isFalse();
                now = until;
                wait = pacer.admit(now, recipients);
            }
            pacer.took(now, recipients, recipients);
            sent.add(new Sent(now, recipients));
        }
    }

    private static boolean fits(Limits limits, Instant at, int recipients, List<Sent> sent) {
        for (var quota : Quota.values()) {
            var limit = limits.of(quota);
            if (limit != null && naive(quota, at, sent) + quota.taken(recipients) > limit) {
                return false;
            }
        }
        return true;
    }

    @Provide
    Arbitrary<Limits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 12).injectNull(0.4),
                        Arbitraries.integers().between(1, 30).injectNull(0.4),
                        Arbitraries.integers().between(1, 60).injectNull(0.4),
                        Arbitraries.integers().between(4, 90).injectNull(0.4))
                .as((minute, hour, day, recipients) -> new Limits(minute, hour, day, recipients, null, null, null));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var later = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 900),
                Arbitraries.integers().between(1_000, 70_000),
                Arbitraries.integers().between(60_000, 5_000_000),
                Arbitraries.integers().between(80_000_000, 90_000_000));
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(
                                        80, Arbitraries.integers().between(0, 900)),
                                net.jqwik.api.Tuple.of(
                                        10, Arbitraries.integers().between(900, 62_000)),
                                net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(60_000, 3_700_000)),
                                net.jqwik.api.Tuple.of(2, later)),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, true, true, false))
                .as(Event::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(300);
    }

    @Provide
    Arbitrary<List<Integer>> recipients() {
        return Arbitraries.integers().between(1, 4).list().ofMinSize(5).ofMaxSize(150);
    }
}
