package io.fromline.demo;

import io.fromline.peer.NextHop;
import io.fromline.peer.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Brings mail for one domain to whoever listens for it on this machine, as the world's mail servers would. */
record Forwarding(String domain, int port) {

    /** Takes no mail. */
    static Forwarding nowhere() {
        return new Forwarding("", 0);
    }

    /** Whether the message is for the domain; it is brought there in the background then. */
    boolean takes(ReceivedMessage message) {
        boolean all = port != 0
                && message.recipients().stream()
                        .allMatch(to -> to.toLowerCase(Locale.ROOT).endsWith("@" + domain));
        if (all) {
            Thread.startVirtualThread(() -> bring(message));
        }
        return all;
    }

    private void bring(ReceivedMessage message) {
        try {
            NextHop.bring(port, Demo.HOST, message.returnPath(), message.recipients(), traced(message));
        } catch (IOException broken) {
            LoggerFactory.getLogger(Forwarding.class).warn("a test message was not taken: {}", broken.getMessage());
        }
    }

    /** With the field that a mail server puts on top (RFC 5321 §4.4); both of the demo's ports demand TLS and log-in. */
    private static byte[] traced(ReceivedMessage message) {
        var received = "Received: from fromline (localhost [127.0.0.1])\r\n\tby " + Demo.HOST + " with ESMTPSA;\r\n\t"
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        message.receivedAt().atOffset(ZoneOffset.UTC)) + "\r\n";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(received.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(message.bytes());
        return bytes.toByteArray();
    }
}
