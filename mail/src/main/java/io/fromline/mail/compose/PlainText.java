package io.fromline.mail.compose;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Makes the text part of a message from its HTML: paragraphs, lists, and links with their address; nothing that HTML hides. */
final class PlainText {

    private static final String HIDDEN = "style, script, head, title, template, [hidden],"
            + " [style*=\"display:none\"], [style*=\"display: none\"], [style*=\"mso-hide:all\"]";

    private PlainText() {}

    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select(HIDDEN).remove();
        var writer = new Writer();
        document.body().traverse(writer);
        return writer.text();
    }

    /** Writes words as they come, and the blanks and line breaks between them only once the next word is there. */
    private static final class Writer implements NodeVisitor {

        private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f\\u00A0]+");

        private final StringBuilder text = new StringBuilder();
        private final Deque<Integer> lists = new ArrayDeque<>();
        private int linkStart;
        private int breaks;
        private boolean blank;
        private boolean afterBullet;

        String text() {
            return text.toString();
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                words(words.getWholeText());
            } else if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "br" -> breaks = Math.min(breaks + 1, 2);
                    case "a" -> linkStart = text.length();
                    case "img" -> words(element.attr("alt"));
                    case "ul" -> list(-1);
                    case "ol" -> list(0);
                    case "li" -> bullet();
                    default -> apart(element);
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                switch (element.normalName()) {
                    case "a" -> link(element.attr("href"));
                    case "td", "th" -> blank = true;
                    case "li" -> breakLines(1);
                    case "ul", "ol" -> {
                        lists.pop();
                        breakLines(lists.isEmpty() ? 2 : 1);
                    }
                    default -> apart(element);
                }
            }
        }

        private void apart(Element element) {
            switch (element.normalName()) {
                case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "hr", "dl" -> breakLines(2);
                case "div", "tr", "section", "article", "header", "footer", "main", "center", "dt", "dd" ->
                    breakLines(1);
                default -> {}
            }
        }

        private void breakLines(int atLeast) {
            if (!afterBullet) {
                breaks = Math.max(breaks, atLeast);
            }
        }

        private void list(int counted) {
            breakLines(lists.isEmpty() ? 2 : 1);
            lists.push(counted);
        }

        private void bullet() {
            afterBullet = false;
            breakLines(1);
            if (lists.isEmpty()) {
                lists.push(-1);
            }
            int number = lists.pop();
            lists.push(number < 0 ? number : number + 1);
            write("  ".repeat(lists.size() - 1) + (number < 0 ? "-" : number + 1 + "."));
            blank = true;
            afterBullet = true;
        }

        private void words(String given) {
            var words = BLANKS.matcher(given).replaceAll(" ");
            blank |= words.startsWith(" ");
            var inner = words.strip();
            if (!inner.isEmpty()) {
                write(inner);
                blank = words.endsWith(" ");
                afterBullet = false;
            }
        }

        private void write(String words) {
            if (!text.isEmpty() && breaks > 0) {
                text.append("\n".repeat(breaks));
            } else if (!text.isEmpty() && blank) {
                text.append(' ');
            }
            text.append(words);
            breaks = 0;
            blank = false;
        }

        private void link(String given) {
            var address = given.strip().replaceAll("\\s", "");
            var shown = text.substring(Math.min(linkStart, text.length())).strip();
            if (address.startsWith("mailto:")) {
                address = address.substring("mailto:".length()).replaceAll("\\?.*", "");
            } else if (!address.startsWith("https://") && !address.startsWith("http://")) {
                return;
            }
            if (!shown.isEmpty() && !shown.equals(address) && !address.equals("https://" + shown)) {
                boolean gap = blank;
                blank = true;
                write("<" + address + ">");
                blank = gap;
            }
        }
    }
}
