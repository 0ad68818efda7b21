package io.fromline.lookout;

import io.fromline.lookout.DomainCheckStore.InUse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a day at every domain that tenants send from, and each hour at one in trouble, so that the all-clear comes soon.
 *
 * <p>A few at a time, one after the other: they are spread over the day as they came into use.
 */
public final class DomainChecks {

    static final Duration DAILY = Duration.ofDays(1);
    static final Duration IN_TROUBLE = Duration.ofHours(1);
    static final int AT_ONCE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DomainChecks.class);

    private final DomainCheckStore store;
    private final DomainLook look;
    private final InstantSource clock;

    public DomainChecks(DomainCheckStore store, DomainLook look, InstantSource clock) {
        this.store = store;
        this.look = look;
        this.clock = clock;
    }

    private record Question(String domain, boolean elsewhere) {}

    /** Looks at those that are due; returns at how many. */
    public int lookAtDue() {
        var now = clock.instant();
        var answers = new HashMap<Question, DomainLook.Found>(); // many tenants may send from one provider's domain
        int looked = 0;
        for (var each : store.due(now.minus(DAILY), now.minus(IN_TROUBLE), AT_ONCE)) {
            if (store.begin(each, now)) {
                var question = new Question(each.domain(), each.elsewhere());
                note(each, answers.computeIfAbsent(question, asked -> look.at(asked.domain(), asked.elsewhere())));
                looked++;
            }
        }
        return looked;
    }

    private void note(InUse domain, DomainLook.Found found) {
        Optional<DomainTrouble> trouble = switch (found) {
            case DomainLook.Found.Well _ -> Optional.empty();
            case DomainLook.Found.Trouble(var what) -> Optional.of(what);
            case DomainLook.Found.Unknown _ -> domain.trouble();
        };
        if (!trouble.equals(domain.trouble())) {
            LOG.info("domain {} of {}: {}", domain.domain(), domain.tenant(), trouble);
        }
        store.done(domain, trouble, clock.instant());
    }
}
