package io.fromline.diagnosis;

import io.fromline.mail.Reply;
import java.util.List;
import java.util.regex.Pattern;

/** A reply without what could tell whose mail it was, so that the same words of two days are the same text. */
final class Redacted {

    static final int LONGEST = 300;

    private record Masked(Pattern what, String mask) {}

    /** In this order: an address holds a host, and a host may hold an id. */
    private static final List<Masked> MASKS = List.of(
            new Masked(Pattern.compile("(?i)\\bhttps?://([a-z0-9.-]+)[^\\s>)\\]]*"), "<link>"),
            new Masked(Pattern.compile("[^\\s<>\"(),;:]+@[^\\s<>\"(),;:]*[\\p{L}\\p{N}]"), "<address>"),
            new Masked(Pattern.compile("(?<![\\w.])\\d{1,3}(\\.\\d{1,3}){3}(?![\\w.]?\\d)"), "<ip>"),
            new Masked(
                    Pattern.compile("(?i)(?<![\\w:])(?=[0-9a-f]*:)[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}(?![\\w:])"),
                    "<ip>"),
            new Masked(
                    Pattern.compile("(?i)(?<![\\w.-])([\\p{L}\\p{N}_-]+\\.)+\\p{L}[\\p{L}\\p{N}-]+(?![\\w-])"),
                    "<host>"),
            new Masked(
                    Pattern.compile("(?<![\\p{L}\\p{N}.])(?![245]\\.\\d{1,3}\\.\\d{1,3}(?!\\d))"
                            + "(?=[\\p{L}\\p{N}_=+/.-]*\\p{N})[\\p{L}\\p{N}_=+/.-]{5,}[\\p{L}\\p{N}=]"),
                    "<id>"),
            new Masked(Pattern.compile("(?<![\\d.])\\d{3,}(?![\\d.])"), "<number>"),
            new Masked(Pattern.compile("\\b[A-Fa-f0-9]{8,}\\b|\\b[A-Za-z0-9+/]{20,}={0,2}"), "<id>"),
            new Masked(Pattern.compile("\"[^\"]{1,100}\""), "<quoted>"),
            new Masked(Pattern.compile("<(address|host|id)>(?=[:;,]? ?)(?: <\\1>)+"), "<$1>"));

    private Redacted() {}

    static String text(Reply reply) {
        var text = String.join(" ", reply.lines())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        for (var masked : MASKS) {
            text = masked.what().matcher(text).replaceAll(masked.mask());
        }
        text = text.replace("<<", "<").replace(">>", ">");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
