package io.fromline.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Hands in messages by SMTP over TLS on several connections, one after the other on each: the envelope of the next goes with the message
 * before it, as RFC 2920 allows. All messages have the same octets, made once.
 */
final class SmtpLoad implements Load {

    private final int port;
    private final int connections;
    private final String logIn;
    private final ByteBuf message;

    /** @param user logs in; nobody does when it is empty */
    SmtpLoad(int port, String user, String password, int connections, int bytes) {
        this.port = port;
        this.connections = connections;
        this.logIn = user.isEmpty()
                ? ""
                : Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
        this.message = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
                .writeBytes((OrderMail.message(bytes) + ".\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void handIn(Numbers numbers) throws InterruptedException {
        for (int i = 0; i < connections; i++) {
            connect(numbers);
        }
        numbers.await();
    }

    void connect(Numbers numbers) {
        Wire.connect(port, true, new SmtpLoadSession(this, numbers));
    }

    String logIn() {
        return logIn;
    }

    ByteBuf message() {
        return message.duplicate();
    }
}
