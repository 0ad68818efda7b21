package io.fromline.submission;

import java.util.regex.Pattern;

/** The platform's own name, out of the name that it gives its tenants' mail. */
public final class PlatformName {

    private static final String BETWEEN = "(?:via|by|from|at|on|przez|od|z|w|na|durch|von|par|[-–—|:·/,@])";

    private static final Pattern BEFORE = Pattern.compile("^" + BETWEEN + "\\s+", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER = Pattern.compile("\\s+" + BETWEEN + "$", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_BRACKETS = Pattern.compile("^[(\\[](.*)[)\\]]$");

    private PlatformName() {}

    /** {@code {tenant} via Market} is Market; empty where nothing but the tenant's name was there. */
    public static String of(String senderName) {
        int at = senderName.indexOf("{tenant}");
        if (at < 0) {
            return senderName;
        }
        var before = AFTER.matcher(senderName.substring(0, at).strip()).replaceFirst("");
        var after = BEFORE.matcher(
                        senderName.substring(at + "{tenant}".length()).strip())
                .replaceFirst("");
        return IN_BRACKETS
                .matcher((before + " " + after).strip())
                .replaceFirst("$1")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
