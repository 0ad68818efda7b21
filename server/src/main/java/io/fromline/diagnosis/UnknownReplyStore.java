package io.fromline.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps replies that no rule knew. */
public interface UnknownReplyStore {

    /** How long a reply is remembered that is not seen again. */
    Duration MEMORY = Duration.ofDays(90);

    /** It was seen so many more times. */
    void add(UnknownReply.Gist gist, long times, Instant at);

    /** The most frequent first. */
    List<UnknownReply> mostFrequent(int limit);
}
