package io.fromline.bench;

/**
 * What was aimed at and what was reached.
 *
 * @param must whether the bench fails when it was not met; how fast something is never makes it fail
 */
record Goal(String what, String target, String reached, boolean met, boolean must) {

    static Goal none(String what, int found) {
        return new Goal(what, "0", String.valueOf(found), found == 0, true);
    }

    /** That a suite comes to its end. */
    static Goal brokenOff(String suite) {
        return new Goal(suite + " measured", "yes", "no", false, true);
    }

    static Goal atLeast(String what, double target, double reached) {
        return new Goal(what, "≥ " + Medians.number(target), Medians.number(reached), reached >= target, false);
    }

    static Goal atMost(String what, double target, double reached) {
        return new Goal(what, "≤ " + Medians.number(target), Medians.number(reached), reached <= target, false);
    }
}
