package io.fromline.bench;

import java.util.List;

/**
 * What a suite found.
 *
 * @param conditions under which its figures hold, in whole sentences
 */
record Section(String title, String conditions, Table table, List<Goal> goals) {

    /** For a suite that did not come to its end. */
    static Section brokenOff(String suite, Exception why) {
        return new Section(
                suite,
                "This broke off: " + why.getMessage(),
                new Table("nothing was measured"),
                List.of(Goal.brokenOff(suite)));
    }

    String markdown() {
        return "## " + title + "\n\n" + conditions.strip() + "\n\n" + table.markdown()
                + (goals.isEmpty() ? "" : "\n" + goals(goals));
    }

    /** Whether nothing was lost, where a suite looks for that. */
    boolean holds() {
        return goals.stream().allMatch(goal -> goal.met() || !goal.must());
    }

    static String goals(List<Goal> goals) {
        var table = new Table("goal", "target", "reached", "met");
        goals.forEach(goal -> table.row(goal.what(), goal.target(), goal.reached(), goal.met() ? "yes" : "**no**"));
        return table.markdown();
    }
}
