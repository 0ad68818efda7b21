package io.fromline.dns;

import java.util.List;

/** What DNS says; never throws, and answers within a time limit of its own. */
public interface Dns {

    /**
     * The values of this type at the name: addresses, host names without their last dot, texts put together; of SRV
     * {@code priority weight port target} (RFC 2782).
     */
    Answer ask(String name, Type type);

    /** The types that are asked for. */
    enum Type {
        A,
        AAAA,
        MX,
        PTR,
        SRV,
        TXT
    }

    /** What came back. */
    sealed interface Answer {

        /** At least one value. */
        record Found(List<String> values) implements Answer {

            public Found {
                values = List.copyOf(values);
            }
        }

        /** There is no such name, or nothing of this type at it. */
        record Nothing() implements Answer {}

        /** Nobody answered in time, or only with an error: another try may tell. */
        record Unanswered() implements Answer {}
    }
}
