package io.fromline.provider.detection;

import io.fromline.egress.Egress;
import io.fromline.egress.Passage;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets through what a stranger wrote only where it is a server's name that mail may be handed to. */
public final class Reach {

    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST_USERNAME = 254;

    private final Egress door;
    private final Duration limit;

    public Reach(Egress door, Duration limit) {
        this.door = door;
        this.limit = limit;
    }

    /** Whether these settings may be offered. */
    boolean permits(Settings settings) {
        return HOST.matcher(settings.server()).matches()
                && portAgrees(settings)
                && usernameIsOne(settings.username())
                && door.find(settings.server(), settings.port(), limit) instanceof Passage passage
                && !passage.isEmpty();
    }

    /** As the form wants it: 465 is TLS from the first octet, 587 is STARTTLS (RFC 8314). */
    private static boolean portAgrees(Settings settings) {
        return switch (settings.port()) {
            case 465 -> settings.encryption().equals(Settings.TLS);
            case 587, 2525 -> settings.encryption().equals(Settings.STARTTLS);
            default -> true;
        };
    }

    private static boolean usernameIsOne(@Nullable String username) {
        return username == null
                || !username.isBlank()
                        && username.length() <= LONGEST_USERNAME
                        && username.codePoints().noneMatch(Character::isISOControl);
    }
}
