package io.fromline.mail.smtp;

import io.fromline.mail.Conversation;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what it hears. */
final class Transcript implements Conversation {

    final List<String> steps = new ArrayList<>();
    final List<String> lines = new ArrayList<>();

    @Override
    public void step(Phase phase, boolean ok, Duration took, @Nullable Reply reply) {
        steps.add((ok ? "" : "!") + phase.label());
    }

    @Override
    public void sent(String line) {
        lines.add("C: " + line);
    }

    @Override
    public void received(String line) {
        lines.add("S: " + line);
    }

    @Override
    public String toString() {
        return String.join("\n", steps) + "\n" + String.join("\n", lines);
    }
}
