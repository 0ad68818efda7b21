package io.fromline.diagnosis;

import io.fromline.mail.Fault;
import io.fromline.mail.Phase;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a cause holds: everything that the rule names must fit, and what it leaves out may be anything.
 *
 * @param providers ids in the provider catalogue, or names of {@link CauseFile#families()}
 * @param codes fits the whole reply code
 * @param enhanced fits the whole enhanced status code
 * @param says is found in the {@link Wording}
 * @param unless is not found in it
 * @param scope when it is another than the cause's
 * @param permanence when it is another than the cause's
 */
record Rule(
        String cause,
        @Nullable List<String> outcomes,
        @Nullable List<String> providers,
        @Nullable List<Phase> phases,
        @Nullable List<Fault.Kind> kinds,
        @Nullable Pattern codes,
        @Nullable Pattern enhanced,
        @Nullable Pattern says,
        @Nullable Pattern unless,
        Fault.@Nullable Scope scope,
        @Nullable Permanence permanence) {

    /**
     * A failure as the rules see it.
     *
     * @param kin the provider's id and the family that it belongs to
     */
    record Seen(List<String> kin, String outcome, Fault.Kind kind, Wording wording) {}

    boolean fits(Seen seen) {
        return (outcomes == null || outcomes.contains(seen.outcome()))
                && (providers == null || seen.kin().stream().anyMatch(providers::contains))
                && (phases == null || phases.contains(seen.wording().phase()))
                && (kinds == null || kinds.contains(seen.kind()))
                && fits(seen.wording());
    }

    private boolean fits(Wording said) {
        return (codes == null || codes.matcher(said.code()).matches())
                && (enhanced == null
                        || !said.code().isEmpty()
                                && enhanced.matcher(said.enhanced()).matches())
                && (says == null || says.matcher(said.text()).find())
                && (unless == null || !unless.matcher(said.text()).find());
    }
}
