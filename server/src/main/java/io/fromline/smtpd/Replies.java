package io.fromline.smtpd;

import io.fromline.mail.submission.Answer;
import io.fromline.submission.Acceptance;
import io.fromline.text.Catalogue;
import java.util.Locale;

/** What an acceptance is in SMTP: 4yz where trying again later may help, 5yz where it never does (RFC 5321 §4.2.1, RFC 3463). */
final class Replies {

    static final Answer WRONG =
            Answer.of(535, "5.7.8", "User name or password wrong: the tenant's id and one of its keys");
    static final Answer WAIT = Answer.of(454, "4.7.0", "Too many failed log-ins; try again later");
    static final Answer FULL = Answer.of(421, "4.7.0", "Too many connections of this tenant; try again later");
    static final Answer REVOKED = Answer.of(421, "4.7.0", "The key is valid no more");
    static final Answer LATER = Answer.of(451, "4.3.0", "Mail cannot be stored at this moment; try again later");

    private final Catalogue catalogue;

    Replies(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Answer of(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted ->
                Answer.of(
                        250,
                        "2.6.0",
                        "Accepted as " + accepted.submission().id() + (accepted.repeated() ? ", before" : ""));
            case Acceptance.Refused refused -> refused(refused);
        };
    }

    private Answer refused(Acceptance.Refused refused) {
        if (refused.code().equals("submission.no_tenant")) {
            return REVOKED;
        }
        var text = catalogue.text(Locale.ENGLISH, "problem." + refused.code(), refused.arguments());
        return switch (refused.code()) {
            case "plan.limit_reached" -> Answer.of(452, "4.7.1", text);
            case "submission.no_sender" -> Answer.of(451, "4.3.5", text);
            case "submission.recipients" -> Answer.of(452, "4.5.3", text);
            case "submission.foreign_from", "submission.header_not_allowed" -> Answer.of(550, "5.7.1", text);
            case "submission.loop" -> Answer.of(554, "5.4.6", text);
            case "submission.class_unknown", "submission.metadata", "request.bad_text", "idempotency.key_reused" ->
                Answer.of(554, "5.5.4", text);
            default -> Answer.of(554, "5.6.0", text);
        };
    }
}
