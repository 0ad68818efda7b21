package io.fromline.mail.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.peer.Dialogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plays the client of a dialogue: lines in a row are sent at once, and before each of them must have been said what stands there.
 *
 * <p>{@code [send raw text]} sends without adding a line end, {@code [close]} leaves, {@code [silence]} lets the patience pass,
 * {@code [starttls]} is where both shake hands, {@code [end]} where the server must have left.
 */
final class PlayedWire implements Wire {

    private final Deque<Dialogue.Line> play;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private byte[] sent = {};
    private int at;
    private boolean encrypted;

    PlayedWire(Dialogue dialogue, boolean encrypted) {
        this.play = new ArrayDeque<>(dialogue.play());
        this.encrypted = encrypted;
    }

    @Override
    public int read(byte[] into) throws IOException {
        if (at == sent.length) {
            hear();
            at = 0;
            sent = speak();
        }
        if (sent.length == 0) {
            return -1;
        }
        int count = Math.min(into.length, sent.length - at);
        System.arraycopy(sent, at, into, 0, count);
        at += count;
        return count;
    }

    /** What the server has said so far is what it was to say. */
    private void hear() {
        var expected = new StringBuilder();
        while (play.peek() instanceof Dialogue.Line.Says(var text)) {
            expected.append(text);
            play.remove();
        }
        var pattern = Pattern.quote(expected.toString()).replace("*", "\\E[^\r\n]*\\Q");
        assertThat(said.toString(StandardCharsets.ISO_8859_1)).matches(pattern);
        said.reset();
    }

    private byte[] speak() throws IOException {
        var text = new StringBuilder();
        for (var next = play.peek(); next != null; next = play.peek()) {
            if (next instanceof Dialogue.Line.Hears(var line)) {
                text.append(line).append("\r\n");
            } else if (next instanceof Dialogue.Line.Does(var what, var argument) && what.equals("send")) {
                text.append(argument);
            } else {
                break;
            }
            play.remove();
        }
        if (text.isEmpty() && play.peek() instanceof Dialogue.Line.Does(var what, var _)) {
            play.remove();
            switch (what) {
                case "silence" -> throw new SocketTimeoutException();
                case "close" -> {
                    return new byte[0];
                }
                default -> throw new AssertionError("the server waits instead of [" + what + "]");
            }
        }
        assertThat(text.toString())
                .as("the server waits, and the client has nothing to say")
                .isNotEmpty();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Everything was played, and what was said last was expected. */
    void over() {
        hear();
        if (play.peek() instanceof Dialogue.Line.Does(var what, var _) && what.equals("end")) {
            play.remove();
        }
        assertThat(play).isEmpty();
    }

    @Override
    public void write(byte[] octets, int length) {
        said.write(octets, 0, length);
    }

    @Override
    public void encrypt() {
        hear();
        assertThat(play.remove()).isEqualTo(new Dialogue.Line.Does("starttls", ""));
        encrypted = true;
        at = sent.length;
    }

    @Override
    public void patience(@Nullable Duration patience) {}

    @Override
    public boolean encrypted() {
        return encrypted;
    }

    @Override
    public InetAddress peer() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void close() {}
}
