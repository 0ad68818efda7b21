package io.fromline.delivery;

import io.fromline.mail.Conversation;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.queue.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what a driver tells of a conversation, bounded, and passes its steps on as they happen. */
final class Recorder implements Conversation {

    private static final int MAX_LINES = 200;

    private final Consumer<Attempt.Step> listener;
    private final List<Attempt.Step> steps = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int openingSteps = -1;
    private int openingLines = -1;

    Recorder(Consumer<Attempt.Step> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void step(Phase phase, boolean ok, Duration took, @Nullable Reply reply) {
        var step = new Attempt.Step(phase, ok, took.toMillis(), reply == null ? null : reply.text());
        steps.add(step);
        listener.accept(step);
    }

    @Override
    public synchronized void sent(String line) {
        keep("C: " + line);
    }

    @Override
    public synchronized void received(String line) {
        keep("S: " + line);
    }

    private void keep(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
    }

    /** Ends the part that every message over this connection shares: what was said until log-in. */
    synchronized void markOpening() {
        openingSteps = openingSteps < 0 ? steps.size() : openingSteps;
        openingLines = openingLines < 0 ? lines.size() : openingLines;
    }

    /** A recorder for the next message on the same connection, which begins with the shared part. */
    synchronized Recorder afterOpening() {
        var next = new Recorder(listener);
        next.steps.addAll(steps.subList(0, openingSteps));
        next.lines.addAll(lines.subList(0, openingLines));
        return next;
    }

    synchronized List<Attempt.Step> steps() {
        return List.copyOf(steps);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
