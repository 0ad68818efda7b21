package io.fromline.mail.submission;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the parameters of MAIL and RCPT: those of the extensions that are offered, and no others. */
final class MailParameters {

    private static final Pattern SIZE = Pattern.compile("\\d{1,20}");

    /** RFC 3461 §4. */
    private static final Pattern XTEXT = Pattern.compile("(?:[\\x21-\\x7E&&[^+=]]|\\+[0-9A-F]{2})+");

    private MailParameters() {}

    /** What is wrong with those of MAIL; null when nothing is. */
    static @Nullable Answer ofMail(PathParser.Path path, Limits.Sizes sizes) {
        for (var parameter : path.parameters().entrySet()) {
            var value = parameter.getValue();
            var flaw = switch (parameter.getKey()) {
                case "SIZE" -> size(value, sizes.message());
                case "BODY" ->
                    value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME")
                            ? null
                            : Answers.NO_SUCH_PARAMETER;
                case "SMTPUTF8" -> value.isEmpty() ? null : Answers.SYNTAX;
                // RFC 4954 §5: who the author is was settled by the log-in.
                case "AUTH" -> XTEXT.matcher(value).matches() ? null : Answers.SYNTAX;
                default -> Answers.NO_SUCH_PARAMETER;
            };
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    /** RFC 6531 §3.4: RCPT has none of its own. */
    static @Nullable Answer ofRcpt(Map<String, String> parameters) {
        return parameters.isEmpty() ? null : Answers.NO_SUCH_PARAMETER;
    }

    private static @Nullable Answer size(String value, int most) {
        if (!SIZE.matcher(value).matches()) {
            return Answers.SYNTAX;
        }
        return value.length() > 10 || Long.parseLong(value) > most ? Answers.TOO_LARGE : null;
    }
}
