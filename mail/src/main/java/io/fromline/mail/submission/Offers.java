package io.fromline.mail.submission;

import java.util.ArrayList;
import java.util.List;

/** The extensions that EHLO is answered with. */
final class Offers {

    private Offers() {}

    static List<String> of(Limits limits, boolean encrypted) {
        var counts = limits.counts();
        var offers = new ArrayList<>(List.of(
                "PIPELINING",
                "SIZE " + limits.sizes().message(),
                "8BITMIME",
                "SMTPUTF8",
                "CHUNKING",
                "ENHANCEDSTATUSCODES",
                "LIMITS RCPTMAX=" + counts.recipients() + " MAILMAX=" + counts.messages()));
        offers.add(encrypted ? "AUTH PLAIN LOGIN" : "STARTTLS");
        return offers;
    }
}
