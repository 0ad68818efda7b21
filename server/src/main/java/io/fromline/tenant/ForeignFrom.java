package io.fromline.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a message whose author the app wrote itself and which is not the tenant's to use. */
public enum ForeignFrom {
    /** It leaves under the decided sender; the app's author keeps its name and gets the replies. */
    REWRITE,
    /** It is not taken. */
    REFUSE;

    /** The name in the API and the database: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ForeignFrom> of(String label) {
        return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
    }
}
