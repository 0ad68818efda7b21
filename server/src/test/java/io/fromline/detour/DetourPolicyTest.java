package io.fromline.detour;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.detour.DetourPolicy.Mail;
import io.fromline.detour.DetourPolicy.Pause;
import io.fromline.detour.DetourPolicy.Verdict;
import io.fromline.submission.MessageClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetourPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    /** Overflow to the second relay; codes through the platform, orders over the second relay, digests wait. */
    private static final Choices CHOSEN = new Choices(Way.SECOND, Way.PLATFORM, Way.SECOND, Way.WAIT);

    @ParameterizedTest
    @CsvSource({
        // condition, seconds (until there is room; or since it fails), class, uncertain, open, what follows
        "ordinary, 0, security, no, second platform, stay",
        "full, 14400, security, no, second platform, second limit",
        "full, 14400, transactional, no, second platform, second limit",
        "full, 14400, digest, no, second platform, second limit",
        "full, 14400, digest, no, platform, stay", // the second takes nothing either, and the platform was not chosen
        "full, 14400, security, yes, second platform, stay", // it may have been delivered
        "full, 300, transactional, no, second platform, second limit",
        "full, 299, transactional, no, second platform, stay",
        "full, 60, security, no, second platform, second limit",
        "full, 59, security, no, second platform, stay",
        "failing, 120, transactional, no, second platform, second failure",
        "failing, 119, transactional, no, second platform, stay",
        "failing, 20, security, no, second platform, platform failure",
        "failing, 19, security, no, second platform, stay",
        "failing, 86400, digest, no, second platform, stay", // chosen to wait
        "failing, 86400, security, no, second, stay", // the platform takes nothing now
        "failing, 86400, security, yes, second platform, stay",
        "held, 0, security, no, second platform, platform failure",
        "held, 0, transactional, no, second platform, second failure",
        "held, 0, transactional, no, '', stay", // there is no second relay any more
        "held, 0, digest, no, second platform, stay",
        "held, 0, transactional, yes, second platform, stay",
    })
    void mail_stays_unless_its_tenant_chose_another_way(
            String condition, long seconds, String messageClass, String uncertain, String open, String follows) {
        var mail = new Mail(MessageClass.of(messageClass).orElseThrow(), uncertain.equals("yes"));
        assertThat(said(DetourPolicy.decide(CHOSEN, condition(condition, seconds), mail, ways(open), NOW)))
                .isEqualTo(follows);
    }

    @Test
    void nothing_leaves_otherwise_until_somebody_chose() {
        for (var condition : new String[] {"ordinary", "full", "failing", "held"}) {
            for (var messageClass : MessageClass.values()) {
                assertThat(DetourPolicy.decide(
                                Choices.NONE,
                                condition(condition, 100_000),
                                new Mail(messageClass, false),
                                EnumSet.allOf(Way.class),
                                NOW))
                        .as("%s %s", condition, messageClass)
                        .isEqualTo(new Verdict.Stay());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // held for, paused for, which condition
        "'', '', Ordinary",
        "auth.bad_credentials, '', Held",
        "auth.bad_credentials, limit.daily, Held",
        "stopped.by_owner, '', Ordinary",
        "stopped.by_operator, connect.unreachable, Ordinary",
        "'', limit.daily, Full",
        "'', limit.rate, Full",
        "'', reputation.throttled, Full",
        "'', auth.too_many, Full",
        "'', connect.unreachable, Failing",
        "'', '?', Failing", // a pause without a cause
    })
    void what_a_relay_rests_for_decides_which_choice_holds(String held, String paused, String expected) {
        var condition = DetourPolicy.condition(blank(held), pause(paused));
        assertThat(condition.getClass().getSimpleName()).isEqualTo(expected);
    }

    private static @Nullable Pause pause(String cause) {
        return cause.isEmpty() ? null : new Pause(cause.replace("?", ""), NOW.minusSeconds(9), NOW.plusSeconds(600));
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Condition condition(String name, long seconds) {
        return switch (name) {
            case "ordinary" -> new Condition.Ordinary();
            case "full" -> new Condition.Full("limit.daily", NOW.plusSeconds(seconds));
            case "failing" -> new Condition.Failing("connect.unreachable", NOW.minusSeconds(seconds));
            case "held" -> new Condition.Held("auth.bad_credentials");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Set<Way> ways(String open) {
        return Arrays.stream(open.split(" "))
                .filter(way -> !way.isEmpty())
                .map(way -> Way.of(way).orElseThrow())
                .collect(Collectors.toSet());
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Stay _ -> "stay";
            case Verdict.Take(var way, var reason, var cause) -> {
                assertThat(cause).isNotEmpty();
                yield way.label() + " " + reason.label();
            }
        };
    }
}
