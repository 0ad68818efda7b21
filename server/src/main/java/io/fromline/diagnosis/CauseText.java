package io.fromline.diagnosis;

import java.util.List;

/** A cause in the reader's language. */
public record CauseText(String code, String actor, String text, List<String> steps) {

    public CauseText {
        steps = List.copyOf(steps);
    }
}
