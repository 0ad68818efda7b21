package io.fromline.app;

/** A configuration that Fromline refuses to start with; the message is one line for the person who wrote it. */
final class ConfigProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigProblem(String message) {
        super(message);
    }
}
