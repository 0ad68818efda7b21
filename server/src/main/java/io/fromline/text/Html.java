package io.fromline.text;

/** Puts text into HTML. */
public final class Html {

    private Html() {}

    /** The text such that it means itself in an element as well as in a quoted attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
