package io.fromline.diagnosis;

import io.fromline.mail.EnhancedStatusCode;
import io.fromline.mail.Fault;
import io.fromline.mail.Phase;
import io.fromline.mail.Reply;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server said, made comparable: lower case, letters without accents, mail addresses taken out.
 *
 * <p>An address must not decide: {@code <spam@example.com>: User unknown} speaks of no spam. A name in one piece ({@code
 * ACCOUNT_SUSPENDED}, {@code SendAsDenied}) is there in its words as well.
 *
 * @param phase where in the conversation it counts as said
 * @param code the reply code; {@code ""} without a reply
 * @param enhanced the first enhanced status code, wherever it stands ({@code sorry (#5.7.1)}); {@code ""} without one
 * @param text the lines, joined by line feeds; {@code ""} without a reply
 */
record Wording(Phase phase, String code, String enhanced, String text) {

    /** Replies that only AUTH has (RFC 4954 §6; 525 is Brevo's): some servers give them late. */
    private static final Set<Integer> OF_LOG_IN = Set.of(525, 534, 535, 538);

    /** Characters that are looked at; what decides stands at the beginning, and a hostile server may say a lot. */
    private static final int MOST = 2_000;

    private static final Pattern ENHANCED = Pattern.compile("(?<![\\d.])[45]\\.[0-7]\\.\\d{1,3}(?!\\.?\\d)");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+=-]+@[\\w.-]+\\w");
    private static final Pattern JOINT = Pattern.compile("(?<=[A-Za-z0-9])_(?=[A-Za-z])|(?<=[a-z])(?=[A-Z][a-z])");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    static Wording of(Fault fault) {
        var reply = fault.reply();
        return reply == null ? new Wording(fault.phase(), "", "", "") : of(fault.phase(), reply);
    }

    private static Wording of(Phase phase, Reply reply) {
        var said = String.join("\n", reply.lines());
        return new Wording(
                ofLogIn(reply) ? Phase.AUTH : phase,
                Integer.toString(reply.code()),
                enhanced(reply.enhanced(), said),
                fold(said.length() > MOST ? said.substring(0, MOST) : said));
    }

    /** 5.7.13, an account that is disabled (RFC 5248 §2.4), is said of recipients too. */
    private static boolean ofLogIn(Reply reply) {
        var enhanced = reply.enhanced();
        return OF_LOG_IN.contains(reply.code())
                && (enhanced == null || !enhanced.toString().equals("5.7.13"));
    }

    private static String enhanced(@Nullable EnhancedStatusCode atStart, String said) {
        if (atStart != null) {
            return atStart.toString();
        }
        var anywhere = ENHANCED.matcher(said);
        return anywhere.find() ? anywhere.group() : "";
    }

    private static String fold(String said) {
        var letters =
                said.replace('ł', 'l').replace('Ł', 'L').replace("ß", "ss").replace('’', '\'');
        var plain = MARKS.matcher(Normalizer.normalize(letters, Normalizer.Form.NFD))
                .replaceAll("");
        var text = ADDRESS.matcher(plain).replaceAll("address");
        var words = JOINT.matcher(text).replaceAll(" ");
        return (words.equals(text) ? text : text + '\n' + words).toLowerCase(Locale.ROOT);
    }
}
