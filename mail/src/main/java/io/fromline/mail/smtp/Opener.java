package io.fromline.mail.smtp;

import io.fromline.egress.Lookup;
import io.fromline.egress.Passage;
import io.fromline.mail.Conversation;
import io.fromline.mail.Fault;
import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Outcome;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import io.fromline.mail.smtp.SmtpClient.Opening;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens one session: resolve, connect, TLS, log-in; the methods stand in that order. */
final class Opener {

    private final SmtpClient client;
    private final Timeouts timeouts;
    private final SmtpServer server;
    private final Conversation conversation;
    private final Steps steps;
    private @Nullable SmtpConnection connection;

    Opener(SmtpClient client, SmtpServer server, Conversation conversation) {
        this.client = client;
        this.timeouts = client.timeouts();
        this.server = server;
        this.conversation = conversation;
        this.steps = new Steps(conversation, Phase.RESOLVE);
    }

    Opening open(Credentials credentials) {
        try {
            return new Opening.Opened(session(connect(resolve()), credentials));
        } catch (Setback e) {
            return failed(e.outcome());
        } catch (Broken e) {
            return failed(Verdict.broken(steps.current(), e.kind()));
        }
    }

    private Passage resolve() throws Setback {
        var lookup = client.egress().find(server.host(), server.port(), timeouts.resolve());
        return switch (lookup) {
            case Passage passage -> {
                steps.ok(null);
                yield passage;
            }
            case Lookup.NoSuchHost _ -> throw new Setback(Verdict.broken(Phase.RESOLVE, Kind.NO_SUCH_HOST));
            case Lookup.TimedOut _ -> throw new Setback(Verdict.broken(Phase.RESOLVE, Kind.TIMEOUT));
        };
    }

    private SmtpConnection connect(Passage passage) throws Setback {
        steps.enter(Phase.CONNECT);
        try {
            var made = new SmtpConnection(passage.connect(timeouts.connect()), conversation);
            connection = made;
            return made;
        } catch (IOException _) {
            throw new Setback(Verdict.broken(Phase.CONNECT, Kind.UNREACHABLE));
        }
    }

    private SmtpSession session(SmtpConnection made, Credentials credentials) throws Broken, Setback {
        var capabilities = server.implicitTls() ? implicitTls(made) : startTls(made);
        logIn(made, credentials, capabilities);
        return new SmtpSession(made, capabilities, client, server);
    }

    private Capabilities implicitTls(SmtpConnection made) throws Broken, Setback {
        steps.enter(Phase.TLS);
        secure(made);
        steps.enter(Phase.CONNECT);
        greeting(made);
        steps.enter(Phase.TLS);
        var capabilities = ehlo(made);
        steps.ok(null);
        return capabilities;
    }

    private Capabilities startTls(SmtpConnection made) throws Broken, Setback {
        greeting(made);
        steps.enter(Phase.TLS);
        if (!ehlo(made).has("STARTTLS")) {
            throw new Setback(Verdict.broken(Phase.TLS, Kind.TLS_UNAVAILABLE));
        }
        expect(220, made.command("STARTTLS", timeouts.command()));
        made.expectSilence();
        secure(made);
        // What was offered in clear text may have been forged (RFC 3207 §4.2).
        var capabilities = ehlo(made);
        steps.ok(null);
        return capabilities;
    }

    private void secure(SmtpConnection made) throws Broken {
        var certificate = made.secure(client.trust().tls(), server, timeouts.tls());
        if (certificate != null) {
            client.certificates().seen(server, certificate);
        }
    }

    private void greeting(SmtpConnection made) throws Broken, Setback {
        var greeting = made.reply(timeouts.connect());
        expect(220, greeting);
        steps.ok(greeting);
    }

    private Capabilities ehlo(SmtpConnection made) throws Broken, Setback {
        var reply = made.command("EHLO " + client.ehloName(), timeouts.command());
        expect(250, reply);
        return Capabilities.of(reply);
    }

    private void logIn(SmtpConnection made, Credentials credentials, Capabilities capabilities) throws Broken, Setback {
        if (!made.secure()) {
            throw new IllegalStateException("no TLS, no log-in");
        }
        steps.enter(Phase.AUTH);
        var authentication = new Authentication(made, timeouts.command());
        switch (credentials) {
            case Credentials.None _ -> {}
            case Credentials.Password password -> loggedIn(authentication.logIn(password, capabilities));
            case Credentials.AccessToken token -> loggedIn(authentication.logIn(token, capabilities));
        }
    }

    private void loggedIn(Reply reply) throws Setback {
        expect(235, reply);
        steps.ok(reply);
    }

    private void expect(int code, Reply reply) throws Setback {
        if (reply.code() != code) {
            throw new Setback(Verdict.of(steps.current(), reply));
        }
    }

    private Opening failed(Outcome outcome) {
        var made = connection;
        if (made != null) {
            made.close();
        }
        steps.failed(
                switch (outcome) {
                    case Outcome.Accepted _, Outcome.Uncertain _ -> null;
                    case Outcome.Deferred(Fault fault) -> fault.reply();
                    case Outcome.Refused(Fault fault) -> fault.reply();
                });
        return new Opening.Failed(outcome);
    }
}
