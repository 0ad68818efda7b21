package io.fromline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows below a head, written as Markdown; numbers as {@link Medians#number} writes them. */
final class Table {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(Table::cell).toList());
        return this;
    }

    private static String cell(Object value) {
        return switch (value) {
            case Double number -> Medians.number(number);
            case Number number -> Medians.number(number.doubleValue());
            default -> value.toString();
        };
    }

    String markdown() {
        var text =
                new StringBuilder(line(head)).append("|---".repeat(head.size())).append("|\n");
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
