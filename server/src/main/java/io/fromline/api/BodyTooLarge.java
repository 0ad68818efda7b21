package io.fromline.api;

import java.io.IOException;
import java.io.Serial;

/** The request's body is longer than the server takes. */
final class BodyTooLarge extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    BodyTooLarge() {
        super("the body is too large");
    }
}
