package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import java.util.Optional;

/** One way to find the mail service behind an address; may block, and is given up when its time is over. */
public interface Step {

    How how();

    /** What it found; empty also where what it found may not be reached, so that nobody can tell one from the other. */
    Optional<Finding> find(Mailbox address);
}
