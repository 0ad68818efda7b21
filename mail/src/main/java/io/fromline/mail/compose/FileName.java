package io.fromline.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a file's name as parameters of MIME header fields, in both ways that clients read.
 *
 * <p>{@code Content-Disposition} has it by the standard (RFC 2231), {@code Content-Type} in encoded words, which no standard
 * allows in a parameter but which clients that know no RFC 2231 understand.
 */
final class FileName {

    /** With its name, the quotes and the line's blank within 78 columns. */
    private static final int LONGEST_SECTION = 55;

    private FileName() {}

    /** The parameter {@code filename} with its leading semicolon. */
    static String forDisposition(String name) {
        if (EncodedWords.plain(name)) {
            return ";\r\n filename=" + quoted(name);
        }
        var sections = sections(name);
        if (sections.size() == 1) {
            return ";\r\n filename*=UTF-8''" + sections.getFirst();
        }
        var out = new StringBuilder();
        for (int i = 0; i < sections.size(); i++) {
            out.append(";\r\n filename*").append(i).append("*=");
            out.append(i == 0 ? "UTF-8''" : "").append(sections.get(i));
        }
        return out.toString();
    }

    /** The parameter {@code name} with its leading semicolon. */
    static String forType(String name) {
        return ";\r\n name="
                + (EncodedWords.plain(name)
                        ? quoted(name)
                        : "\"" + EncodedWords.encoded(" name=\"\"".length(), name) + "\"");
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The octets in percent form, cut between characters only. */
    private static List<String> sections(String name) {
        var sections = new ArrayList<String>();
        var section = new StringBuilder();
        for (int point : name.codePoints().toArray()) {
            var next = percent(Character.toString(point));
            if (section.length() + next.length() > LONGEST_SECTION) {
                sections.add(section.toString());
                section.setLength(0);
            }
            section.append(next);
        }
        sections.add(section.toString());
        return sections;
    }

    private static String percent(String character) {
        char first = character.charAt(0);
        if (first < 0x80 && (Character.isLetterOrDigit(first) || "-._".indexOf(first) >= 0)) {
            return character;
        }
        var out = new StringBuilder();
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            out.append("%%%02X".formatted(octet & 0xFF));
        }
        return out.toString();
    }
}
