package io.fromline.peer;

import java.io.Serial;

/** Thrown by who takes a server's messages, to have one refused with this reply. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param text the reply's text, its enhanced status code first */
    public Refusal(int code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }
}
