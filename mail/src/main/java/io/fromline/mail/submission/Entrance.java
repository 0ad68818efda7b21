package io.fromline.mail.submission;

import io.fromline.mail.submission.Gatekeeper.Admission;
import io.fromline.mail.submission.Gatekeeper.Client;
import io.fromline.mail.submission.Gatekeeper.Handed;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who the client of a session is, once it is known; whatever breaks behind it is trouble that passes. */
final class Entrance {

    private static final System.Logger LOG = System.getLogger(Entrance.class.getName());
    private static final int MOST_FAILED = 3;

    private final Session.House house;
    private final Channel channel;
    private final LogInExchange exchange;
    private @Nullable Client client;
    private int failed;

    Entrance(Session.House house, Channel channel, LineReader lines) {
        this.house = house;
        this.channel = channel;
        this.exchange = new LogInExchange(channel, lines, house.limits());
    }

    /** Null before a good log-in. */
    @Nullable
    Client client() {
        return client;
    }

    Answer logIn(String parameters) throws IOException {
        return switch (exchange.run(parameters)) {
            case LogInExchange.Result.Failed(var answer) -> answer;
            case LogInExchange.Result.Said said -> {
                channel.wire().patience(null);
                yield judged(admission(said));
            }
        };
    }

    private Answer judged(Admission admission) {
        return switch (admission) {
            case Admission.Admitted(var admitted) -> {
                client = admitted;
                yield Answers.LOGGED_IN;
            }
            case Admission.Turned(var answer) -> ++failed < MOST_FAILED ? answer : Answers.TOO_MANY_ERRORS;
        };
    }

    private Admission admission(LogInExchange.Result.Said said) {
        try {
            return house.gatekeeper()
                    .admit(said.user(), said.password(), channel.wire().peer());
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "could not judge a log-in", broken);
            return new Admission.Turned(Answers.NO_LOG_IN_NOW);
        }
    }

    Answer take(Handed handed) {
        try {
            return Objects.requireNonNull(client).take(handed);
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "could not take a message", broken);
            return Answers.TROUBLE;
        }
    }

    void left() {
        if (client != null) {
            client.left();
        }
    }
}
