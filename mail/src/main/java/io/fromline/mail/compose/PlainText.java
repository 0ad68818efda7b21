package io.fromline.mail.compose;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Makes the text part of a message from its HTML: paragraphs, list items, and links with their address. */
final class PlainText {

    private PlainText() {}

    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select("style, script, head, title").remove();
        var text = new StringBuilder();
        document.body().traverse(new Writer(text));
        return text.toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private record Writer(StringBuilder text) implements NodeVisitor {

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                var normal = words.getWholeText().replaceAll("\\s+", " ");
                text.append(atLineStart() ? normal.stripLeading() : normal);
            } else if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "br" -> text.append('\n');
                    case "li" -> newLine("- ");
                    case "p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote" -> newLine("\n");
                    case "div", "tr", "hr" -> newLine("");
                    case "img" -> text.append(element.attr("alt"));
                    default -> {}
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "a" -> link(element);
                    case "td", "th" -> text.append(' ');
                    case "p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote" -> newLine("\n");
                    case "div", "tr", "li" -> newLine("");
                    default -> {}
                }
            }
        }

        private void link(Element element) {
            var address = element.attr("href");
            if (address.startsWith("http") && !element.text().strip().equals(address)) {
                text.append(" (").append(address).append(')');
            }
        }

        private boolean atLineStart() {
            return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        }

        private void newLine(String then) {
            if (!atLineStart()) {
                text.append('\n');
            }
            text.append(then);
        }
    }
}
