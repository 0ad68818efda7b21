package io.fromline.diagnosis;

import java.util.List;

/**
 * A cause in the reader's language.
 *
 * @param actor who must act: an {@link Actor}'s label
 * @param text what happened, in a sentence or two
 * @param steps what to do, in this order; empty when there is nothing to do
 */
public record CauseText(String code, String actor, String text, List<String> steps) {
    public CauseText {
        steps = List.copyOf(steps);
    }
}
