package io.fromline.feedback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A client of few manners: says what it is told to, byte by byte. */
final class Line implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader reader;

    Line(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** The last line of the next reply; null when the server has closed the connection. */
    @Nullable
    String reply() throws IOException {
        String line;
        do {
            line = reader.readLine();
        } while (line != null && line.length() > 3 && line.charAt(3) == '-');
        return line;
    }

    @Nullable
    String say(String line) throws IOException {
        raw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply();
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
