package io.fromline.feedback;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/** Takes one message for a live probe address and nothing else; what arrived is stored before the last reply. */
final class Intake implements MessageHandler {

    private static final int LOCAL_ERROR = 451;
    private static final int TOO_LARGE = 552;
    private static final int NOT_HERE = 550;
    private static final int MOST_REFUSED = 5;

    private final Session session;
    private final Arrivals arrivals;
    private final Receiver.Limits limits;
    private final InstantSource clock;
    private String returnPath = "";
    private @Nullable RelayTest test;
    private int refused;

    Intake(Session session, Arrivals arrivals, Receiver.Limits limits, InstantSource clock) {
        this.session = session;
        this.arrivals = arrivals;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void from(String from) {
        returnPath = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        if (!arrivals.isOurs(recipient)) {
            refuse("5.7.1 We do not relay");
        }
        try {
            test = arrivals.expected(recipient).orElse(null);
        } catch (RuntimeException unreachable) {
            throw later(unreachable);
        }
        if (test == null) {
            refuse("5.1.1 No such mailbox");
        }
    }

    private void refuse(String why) throws RejectException {
        if (++refused >= MOST_REFUSED) {
            throw new DropConnectionException(421, "4.7.0 Too many wrong recipients");
        }
        throw new RejectException(NOT_HERE, why);
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException, RejectException {
        var bytes = data.readNBytes(limits.bytes() + 1);
        if (bytes.length > limits.bytes()) {
            throw new DropConnectionException(TOO_LARGE, "5.3.4 Message too large");
        }
        var expected = test;
        if (expected == null) {
            throw new RejectException(NOT_HERE, "5.1.1 No such mailbox");
        }
        var tls = session.getSocket() instanceof SSLSocket socket
                ? socket.getSession().getProtocol()
                : null;
        var ip = ((InetSocketAddress) session.getRemoteAddress()).getAddress().getHostAddress();
        try {
            arrivals.take(
                    expected, new Delivered(ip, session.getHelo().orElse(""), tls, returnPath, bytes, clock.instant()));
        } catch (RuntimeException unreachable) {
            throw later(unreachable);
        }
        return null;
    }

    /** Whoever sends it tries again. */
    private static RejectException later(RuntimeException why) {
        LoggerFactory.getLogger(Receiver.class).warn("could not take a test message", why);
        return new RejectException(LOCAL_ERROR, "4.3.0 Try again later");
    }

    @Override
    public void done() {}
}
