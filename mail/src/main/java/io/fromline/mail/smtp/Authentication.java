package io.fromline.mail.smtp;

import io.fromline.mail.Fault.Kind;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Logs in (RFC 4954), over TLS only, by the first mechanism that both sides know. */
final class Authentication {

    /** RFC 4954 §4: a longer initial response must wait for the server's invitation. */
    private static final int LONGEST_COMMAND = 510;

    private static final int MECHANISM_UNKNOWN = 504;

    private final SmtpConnection connection;
    private final Duration limit;

    Authentication(SmtpConnection connection, Duration limit) {
        this.connection = connection;
        this.limit = limit;
    }

    /** Returns the server's final reply, which is not 2yz when it refuses. */
    Reply logIn(Credentials.Password password, Capabilities capabilities) throws Broken, Setback {
        connection.hide(password.password());
        for (var mechanism : List.of("PLAIN", "LOGIN", "CRAM-MD5")) {
            if (capabilities.authMechanisms().contains(mechanism)) {
                var reply = switch (mechanism) {
                    case "PLAIN" -> plain(password);
                    case "LOGIN" -> login(password);
                    default -> cramMd5(password);
                };
                if (reply.code() != MECHANISM_UNKNOWN) {
                    return reply;
                }
            }
        }
        throw unavailable();
    }

    /** Returns the server's final reply, which is not 2yz when it refuses. */
    Reply logIn(Credentials.AccessToken token, Capabilities capabilities) throws Broken, Setback {
        connection.hide(token.token());
        if (!capabilities.authMechanisms().contains("XOAUTH2")) {
            throw unavailable();
        }
        var reply = initial("XOAUTH2", "user=" + token.username() + "\1auth=Bearer " + token.token() + "\1\1");
        // A refusal comes as a challenge that explains, to be answered by an empty line.
        return reply.code() == 334 ? connection.command("", limit) : reply;
    }

    private Reply plain(Credentials.Password password) throws Broken {
        return initial("PLAIN", "\0" + password.username() + "\0" + password.password());
    }

    private Reply login(Credentials.Password password) throws Broken {
        var reply = connection.command("AUTH LOGIN", limit);
        if (reply.code() == 334) {
            reply = respond(password.username());
        }
        return reply.code() == 334 ? respond(password.password()) : reply;
    }

    private Reply cramMd5(Credentials.Password password) throws Broken {
        var reply = connection.command("AUTH CRAM-MD5", limit);
        if (reply.code() != 334) {
            return reply;
        }
        try {
            var mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(password.password().getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            var challenge =
                    Base64.getMimeDecoder().decode(reply.lines().getFirst().strip());
            return respond(password.username() + " " + HexFormat.of().formatHex(mac.doFinal(challenge)));
        } catch (IllegalArgumentException _) {
            throw new Broken(Kind.PROTOCOL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacMD5", e);
        }
    }

    private Reply initial(String mechanism, String response) throws Broken {
        connection.hide(response);
        var command = "AUTH " + mechanism;
        var whole = command + " " + Redaction.base64(response);
        if (whole.length() <= LONGEST_COMMAND) {
            return connection.secretCommand(command + " " + Redaction.MASK, whole, limit);
        }
        var reply = connection.command(command, limit);
        return reply.code() == 334 ? respond(response) : reply;
    }

    private Reply respond(String response) throws Broken {
        return connection.secretCommand(Redaction.MASK, Redaction.base64(response), limit);
    }

    private static Setback unavailable() {
        return new Setback(Verdict.broken(Phase.AUTH, Kind.AUTH_UNAVAILABLE));
    }
}
