package io.fromline.api;

import io.fromline.diagnosis.CauseText;
import io.fromline.relay.TestMessages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test of a mail service as the API shows it.
 *
 * @param arrival null when there is no probe domain, or the test did not pass
 * @param confirmation null until somebody said what arrived
 */
record RelayTestJson(
        boolean passed,
        List<TestMessages.Step> steps,
        @Nullable CauseText cause,
        UUID deliveryId,
        String to,
        Instant at,
        @Nullable Arrived arrival,
        @Nullable Confirmed confirmation) {

    /** Where the copy for the probe address is; the rest is null until it has arrived. */
    record Arrived(
            String state,
            @Nullable String from,
            @Nullable Boolean fromKept,
            @Nullable Boolean replyToKept,
            @Nullable String returnPath,
            @Nullable Check spf,
            @Nullable Check dkim,
            @Nullable Check dmarc,
            @Nullable Encryption tls,
            @Nullable Long millis,
            Verdict verdict) {}

    /**
     * SPF, DKIM or DMARC.
     *
     * @param result pass, fail, none or unknown
     * @param aligned whether it passed for the visible sender's organisation
     * @param detail SPF's own word, such as softfail; DMARC's policy; else empty
     */
    record Check(String result, boolean aligned, String domain, String detail) {}

    /**
     * Encryption of the last connection, and of the one before it.
     *
     * @param version of the last, such as TLSv1.3; null in plain text
     * @param before encrypted, plain or unknown
     */
    record Encryption(boolean last, @Nullable String version, String before) {}

    /** All of it in words: the whole, what to improve, and what could not be found out. */
    record Verdict(String code, String text, List<Advice> improve, List<Advice> unproven) {}

    /** One thing in words. */
    record Advice(String code, String text) {}

    /** What a person said; {@code fromKept} is null when they did not say which sender was shown. */
    record Confirmed(
            boolean received,
            @Nullable String from,
            @Nullable Boolean fromKept,
            Instant at,
            String text) {}
}
