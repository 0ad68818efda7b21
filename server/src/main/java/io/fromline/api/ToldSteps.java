package io.fromline.api;

import io.fromline.relay.TestMessages.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The steps of a test as a tenant is told them.
 *
 * <p>What a server says is passed on only once it has accepted a log-in: before that it may be any machine, and its words
 * would make the test a port scanner. The reply that refuses a log-in is part of what the cause already says in words.
 */
final class ToldSteps {

    private final boolean everything;
    private final Consumer<Step> listener;
    private final List<Step> steps = new ArrayList<>();
    private boolean loggedIn;

    /** @param everything for the operator, who may look at any machine anyway */
    ToldSteps(boolean everything, Consumer<Step> listener) {
        this.everything = everything;
        this.listener = listener;
    }

    void tell(Step step) {
        loggedIn |= step.name().equals("auth") && step.ok();
        var told = everything || loggedIn ? step : new Step(step.name(), step.ok(), step.millis(), null);
        steps.add(told);
        listener.accept(told);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
