package io.fromline.bench;

/** What is killed. */
enum Kill {
    SERVER("the server"),
    POSTGRES("PostgreSQL"),
    BOTH("both");

    private final String words;

    Kill(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
