package io.fromline.driver;

import io.fromline.mail.Conversation;
import io.fromline.mail.Fault;
import io.fromline.mail.Outcome;

/**
 * Knows one kind of relay. Stateless and thread-safe; blocking, to be called on virtual threads.
 *
 * <p>Every driver passes {@code DriverContract}: no exception for anything a server does, one outcome per recipient,
 * never a secret in a {@link Conversation}.
 *
 * @param <S> the settings that it understands
 */
public interface Driver<S extends DriverSettings> {

    /** The stable name in settings and the API. */
    String name();

    /** The class of the settings that it understands. */
    Class<S> settings();

    /** Connects, secures and logs in, telling the conversation each step. */
    Opening open(S settings, Conversation conversation);

    /** What became of {@link #open}. */
    sealed interface Opening {

        /** Logged in; the caller closes the session. */
        record Opened(Session session) implements Opening {}

        /** Not opened; the outcome is {@link Outcome.Deferred} or {@link Outcome.Refused} and holds for every recipient. */
        record Failed(Outcome outcome) implements Opening {

            public static Failed deferred(Fault fault) {
                return new Failed(new Outcome.Deferred(fault));
            }

            public static Failed refused(Fault fault) {
                return new Failed(new Outcome.Refused(fault));
            }
        }
    }
}
