package io.fromline.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work that comes round again: a failure is logged and does not end the series. */
final class Quietly {

    private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

    private Quietly() {}

    static void run(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed; it is tried again at the next turn", what, e);
        }
    }
}
