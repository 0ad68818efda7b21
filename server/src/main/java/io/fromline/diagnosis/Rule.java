package io.fromline.diagnosis;

import io.fromline.mail.EnhancedStatusCode;
import io.fromline.mail.Fault;
import io.fromline.mail.Phase;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a cause holds: everything that the rule names must fit, and what it leaves out may be anything.
 *
 * @param codes fits the whole reply code
 * @param enhanced fits the whole enhanced status code
 * @param says is found in the reply's lines, joined by line feeds, whatever the case
 */
record Rule(
        String cause,
        @Nullable List<String> outcomes,
        @Nullable List<String> providers,
        @Nullable List<Phase> phases,
        @Nullable List<Fault.Kind> kinds,
        @Nullable Pattern codes,
        @Nullable Pattern enhanced,
        @Nullable Pattern says) {

    Rule {
        says = says == null ? null : Pattern.compile(says.pattern(), Pattern.CASE_INSENSITIVE);
    }

    boolean fits(String provider, String outcome, Fault fault) {
        return (outcomes == null || outcomes.contains(outcome))
                && (providers == null || providers.contains(provider))
                && (phases == null || phases.contains(fault.phase()))
                && (kinds == null || kinds.contains(fault.kind()))
                && fitsReply(fault);
    }

    private boolean fitsReply(Fault fault) {
        if (codes == null && enhanced == null && says == null) {
            return true;
        }
        var reply = fault.reply();
        return reply != null
                && (codes == null
                        || codes.matcher(Integer.toString(reply.code())).matches())
                && (enhanced == null || matches(enhanced, reply.enhanced()))
                && (says == null
                        || says.matcher(String.join("\n", reply.lines())).find());
    }

    private static boolean matches(Pattern pattern, @Nullable EnhancedStatusCode code) {
        return code != null && pattern.matcher(code.toString()).matches();
    }
}
