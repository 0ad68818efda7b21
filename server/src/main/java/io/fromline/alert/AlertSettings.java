package io.fromline.alert;

import io.fromline.mail.Mailbox;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who is told of what.
 *
 * @param addresses none means the tenant's contact, or all operators for the platform
 */
public record AlertSettings(List<Mailbox> addresses, Set<IncidentKind> kinds) {

    /** What holds until somebody chooses. */
    public static final AlertSettings DEFAULT = new AlertSettings(List.of(), EnumSet.allOf(IncidentKind.class));

    public AlertSettings {
        addresses = List.copyOf(addresses);
        kinds = Set.copyOf(kinds);
    }
}
