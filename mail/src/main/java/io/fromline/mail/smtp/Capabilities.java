package io.fromline.mail.smtp;

import io.fromline.mail.Reply;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the server's EHLO reply offers (RFC 5321 §4.1.1.1).
 *
 * @param maxSize the greatest message size that the server names (RFC 1870), or a limitless one
 */
record Capabilities(Map<String, List<String>> keywords, long maxSize) {

    static Capabilities of(Reply ehlo) {
        var keywords = new HashMap<String, List<String>>();
        // The first line greets. Some servers write AUTH=, from before RFC 2554.
        for (var line : ehlo.lines().subList(1, ehlo.lines().size())) {
            var words = line.replaceFirst("(?i)^AUTH=", "AUTH ")
                    .strip()
                    .toUpperCase(Locale.ROOT)
                    .split(" +");
            keywords.merge(words[0], List.of(words).subList(1, words.length), Capabilities::both);
        }
        return new Capabilities(Map.copyOf(keywords), maxSize(keywords));
    }

    boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The mechanisms of AUTH; empty when AUTH is not offered. */
    Set<String> authMechanisms() {
        return new HashSet<>(keywords.getOrDefault("AUTH", List.of()));
    }

    private static long maxSize(Map<String, List<String>> keywords) {
        return keywords.getOrDefault("SIZE", List.of()).stream()
                .filter(size -> size.matches("[1-9][0-9]{0,17}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static List<String> both(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
