package io.fromline.mail.submission;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gatekeeper who knows one user, and keeps what is handed in unless its subject asks for something else. */
final class Desk implements Gatekeeper {

    static final String USER = "shop-1";
    static final String PASSWORD = "flt_right";

    /** {@code \0shop-1\0flt_right} */
    static final String PLAIN = "AHNob3AtMQBmbHRfcmlnaHQ=";

    final List<Handed> taken = new CopyOnWriteArrayList<>();
    final List<InetAddress> asked = new CopyOnWriteArrayList<>();
    volatile Runnable beforeAnswer = () -> {};
    volatile int inside;

    @Override
    public Admission admit(String user, String password, InetAddress from) {
        asked.add(from);
        if (user.equals("broken")) {
            throw new IllegalStateException("the store cannot be reached");
        }
        if (!user.equals(USER) || !password.equals(PASSWORD)) {
            return new Admission.Turned(Answer.of(535, "5.7.8", "No"));
        }
        inside++;
        return new Admission.Admitted(new Client() {
            @Override
            public Answer take(Handed handed) {
                beforeAnswer.run();
                if (new String(handed.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1).contains("break")) {
                    throw new IllegalStateException("the store cannot be reached");
                }
                taken.add(handed);
                return Answer.of(250, "2.6.0", "Accepted");
            }

            @Override
            public void left() {
                inside--;
            }
        });
    }

    /** The messages taken, as text. */
    List<String> messages() {
        var messages = new ArrayList<String>();
        taken.forEach(handed -> messages.add(new String(handed.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1)));
        return messages;
    }
}
