package io.fromline.mail.smtp;

import io.fromline.mail.Fault;
import java.io.IOException;

/** The connection is of no more use. */
final class Broken extends IOException {

    private static final long serialVersionUID = 1;

    private final Fault.Kind kind;

    Broken(Fault.Kind kind) {
        super(kind.name());
        this.kind = kind;
    }

    Fault.Kind kind() {
        return kind;
    }
}
