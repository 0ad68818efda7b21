package io.fromline.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on the loopback interface that plays a {@link Dialogue} to each client, from its beginning; the dialogue may change between
 * clients.
 *
 * <p>What it heard instead of what it should have is found in {@link #surprises}.
 */
public final class ScriptedServer implements AutoCloseable {

    private final Function<String, SSLContext> tls;
    private final ServerSocket listening;
    private final List<String> surprises = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile Dialogue dialogue;

    private ScriptedServer(Dialogue dialogue, Function<String, SSLContext> tls) throws IOException {
        this.dialogue = dialogue;
        this.tls = tls;
        this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    /**
     * Starts playing.
     *
     * @param tls gives the context for a variant such as {@code expired}; the usual one is the empty text
     */
    public static ScriptedServer play(Dialogue dialogue, Function<String, SSLContext> tls) throws IOException {
        var server = new ScriptedServer(dialogue, tls);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** From now on who connects is played this. */
    public void next(Dialogue other) {
        dialogue = other;
    }

    /** The port it listens on, on 127.0.0.1. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many clients have come so far. */
    public int visits() {
        return clients.size();
    }

    /** What a client said that was not in the dialogue. */
    public List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Every line that clients said, messages included. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var client : clients) {
            client.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        new Performance(client).run();
                    } catch (IOException _) {
                        // the client left, as the dialogue may want it to
                    }
                });
            } catch (IOException _) {
                return;
            }
        }
    }

    /** One client's conversation. */
    private final class Performance {

        private final Socket raw;
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private boolean bytewise;

        Performance(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            this.raw = socket;
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = socket.getOutputStream();
        }

        void run() throws IOException {
            for (var line : dialogue.play()) {
                boolean goesOn = switch (line) {
                    case Dialogue.Line.Says(String text) -> say(text);
                    case Dialogue.Line.Hears(String pattern) -> hear(pattern);
                    case Dialogue.Line.Does(String what, String argument) -> act(what, argument);
                };
                if (!goesOn) {
                    return;
                }
            }
            hang();
        }

        private boolean say(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!bytewise) {
                out.write(bytes);
            } else {
                for (byte octet : bytes) {
                    out.write(octet);
                    out.flush();
                }
            }
            out.flush();
            return true;
        }

        private boolean hear(String pattern) throws IOException {
            var line = readLine();
            var regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            if (line.matches(regex)) {
                return true;
            }
            surprises.add("heard «" + line + "», not «" + pattern + "»");
            return false;
        }

        private boolean act(String what, String argument) throws IOException {
            switch (what) {
                case "tls", "starttls" -> secure(argument);
                case "body" -> body();
                case "bytewise" -> bytewise = true;
                case "endless" -> endless(argument);
                case "octets" -> in.readNBytes(Integer.parseInt(argument));
                case "hang" -> hang();
                case "close" -> {
                    socket.close();
                    return false;
                }
                case "reset" -> {
                    raw.setSoLinger(true, 0);
                    raw.close();
                    return false;
                }
                default -> throw new IllegalArgumentException("[" + what + "]");
            }
            return true;
        }

        private void secure(String variant) throws IOException {
            var secure = (SSLSocket)
                    tls.apply(variant).getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            secure.startHandshake();
            socket = secure;
            in = secure.getInputStream();
            out = secure.getOutputStream();
        }

        private void body() throws IOException {
            while (!readLine().equals(".")) {
                // kept in what was heard
            }
        }

        private void endless(String text) throws IOException {
            while (true) {
                say(text);
            }
        }

        private void hang() throws IOException {
            while (in.read() >= 0) {
                // whatever is said
            }
        }

        private String readLine() throws IOException {
            var line = new ByteArrayOutputStream();
            int octet;
            while ((octet = in.read()) != '\n') {
                if (octet < 0) {
                    throw new IOException("the client left");
                }
                line.write(octet);
            }
            var text = line.toString(StandardCharsets.UTF_8);
            if (!text.endsWith("\r")) {
                surprises.add("a line without CR: " + text);
                return text;
            }
            text = text.substring(0, text.length() - 1);
            heard.add(text);
            return text;
        }
    }
}
