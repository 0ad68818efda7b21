package io.fromline.driver.simulator;

import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Fault.Scope;
import io.fromline.mail.Mailbox;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.util.Arrays;
import java.util.Locale;

/** What a recipient of the simulator makes happen; the constant's name in lower case is the local part. */
enum Behaviour {
    ACCEPT(Phase.MESSAGE, new Outcome.Accepted(Reply.of(250, "2.0.0 OK, simulated"))),
    DEFER(
            Phase.RECIPIENT,
            new Outcome.Deferred(Fault.reply(
                    Scope.RECIPIENT,
                    Phase.RECIPIENT,
                    Reply.of(450, "4.2.1 The user you are trying to contact is receiving mail too quickly")))),
    REFUSE(
            Phase.RECIPIENT,
            new Outcome.Refused(Fault.reply(
                    Scope.RECIPIENT,
                    Phase.RECIPIENT,
                    Reply.of(550, "5.1.1 The email account that you tried to reach does not exist")))),
    /** As Gmail says it: permanent by its code, over by tomorrow. */
    QUOTA(
            Phase.MESSAGE,
            new Outcome.Deferred(
                    Fault.reply(Scope.RELAY, Phase.MESSAGE, Reply.of(550, "5.4.5 Daily user sending limit exceeded")))),
    BADAUTH(
            Phase.AUTH,
            new Outcome.Refused(
                    Fault.reply(Scope.RELAY, Phase.AUTH, Reply.of(535, "5.7.8 Username and Password not accepted")))),
    TIMEOUT(Phase.MESSAGE, new Outcome.Deferred(Fault.of(Scope.RELAY, Phase.MESSAGE, Kind.TIMEOUT))),
    UNCERTAIN(Phase.MESSAGE, new Outcome.Uncertain(Fault.of(Scope.RELAY, Phase.MESSAGE, Kind.CLOSED)));

    private final Phase phase;
    private final Outcome outcome;

    Behaviour(Phase phase, Outcome outcome) {
        this.phase = phase;
        this.outcome = outcome;
    }

    /** Where it happens. */
    Phase phase() {
        return phase;
    }

    Outcome outcome() {
        return outcome;
    }

    static Behaviour of(Mailbox recipient) {
        var name = recipient.localPart().split("\\+", 2)[0].toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(behaviour -> behaviour.name().equals(name))
                .findFirst()
                .orElse(ACCEPT);
    }
}
