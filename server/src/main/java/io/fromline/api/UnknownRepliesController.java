package io.fromline.api;

import io.fromline.diagnosis.UnknownReplies;
import io.fromline.diagnosis.UnknownReply;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replies that no rule knew, for whoever makes the catalogue of causes grow. */
@RestController
@Tag(name = "Platform")
class UnknownRepliesController {

    private static final int MOST = 500;

    private final UnknownReplies replies;

    UnknownRepliesController(UnknownReplies replies) {
        this.replies = replies;
    }

    /**
     * One reply.
     *
     * @param text redacted
     * @param cause what it was taken for
     */
    record UnknownReplyJson(
            String provider,
            String phase,
            int code,
            String text,
            String cause,
            long times,
            Instant firstSeenAt,
            Instant lastSeenAt) {

        static UnknownReplyJson of(UnknownReply reply) {
            var gist = reply.gist();
            return new UnknownReplyJson(
                    gist.provider(),
                    gist.phase(),
                    gist.code(),
                    gist.text(),
                    gist.cause(),
                    reply.times(),
                    reply.firstSeenAt(),
                    reply.lastSeenAt());
        }
    }

    record UnknownReplyList(List<UnknownReplyJson> items) {}

    @GetMapping("/v1/platform/unknown-replies")
    @Operation(summary = "Servers’ replies that no known cause fits, redacted, the most frequent first; for operators")
    UnknownReplyList unknownReplies(Caller caller) {
        caller.requireOperator();
        return new UnknownReplyList(
                replies.mostFrequent(MOST).stream().map(UnknownReplyJson::of).toList());
    }
}
