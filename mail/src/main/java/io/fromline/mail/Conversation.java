package io.fromline.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens to what a driver does with a relay, for the log and for the live progress of a test. Never given a secret. */
public interface Conversation {

    /** One phase ended, well or not, after this time; with the reply that ended it, when there was one. */
    void step(Phase phase, boolean ok, Duration took, @Nullable Reply reply);

    /** We sent this line, secrets replaced by asterisks; message bodies appear as their size only. */
    void sent(String line);

    /** The server sent this line, cut to a sane length. */
    void received(String line);

    /** Hears nothing. */
    Conversation SILENT = new Conversation() {
        @Override
        public void step(Phase phase, boolean ok, Duration took, @Nullable Reply reply) {}

        @Override
        public void sent(String line) {}

        @Override
        public void received(String line) {}
    };
}
