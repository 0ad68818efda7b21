package io.fromline.feedback.authenticity;

import io.fromline.dns.Dns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.impl.SPF;
import org.jspecify.annotations.Nullable;

/** Sender Policy Framework (RFC 7208), checked by Apache jSPF. */
public final class Spf {

    private Spf() {}

    /**
     * How the check ended.
     *
     * @param domain whose record was asked for
     * @param word the result as RFC 7208 §2.6 names it
     */
    public record Outcome(Result result, String domain, String word) {}

    /** Whether the return path's domain lets this address send; for an empty return path it is the greeting's (§2.4). */
    public static Outcome check(String ip, String returnPath, String helo, Dns dns) {
        var at = returnPath.lastIndexOf('@');
        var domain = at < 0 ? helo : returnPath.substring(at + 1);
        var sender = at < 0 ? "postmaster@" + helo : returnPath;
        String word;
        try {
            word = new SPF(new Asked(dns)).checkSPF(ip, sender, helo).getResult();
        } catch (RuntimeException | StackOverflowError unreadable) {
            word = "permerror";
        }
        return new Outcome(result(word), domain, word);
    }

    private static Result result(String word) {
        return switch (word) {
            case "pass" -> Result.PASS;
            case "fail", "softfail", "permerror" -> Result.FAIL;
            case "temperror" -> Result.UNKNOWN;
            default -> Result.NONE; // none, neutral
        };
    }

    private record Asked(Dns dns) implements DNSService {

        private static final int MOST_RECORDS = 10;

        @Override
        @SuppressWarnings("NullAway") // nothing found is null in this library
        public @Nullable List<String> getRecords(DNSRequest request) throws TimeoutException {
            return switch (type(request)) {
                case null -> null;
                case Dns.Type type ->
                    switch (dns.ask(request.getHostname(), type)) {
                        case Dns.Answer.Found(var values) -> new ArrayList<>(values); // which the library changes
                        case Dns.Answer.Nothing _ -> null;
                        case Dns.Answer.Unanswered _ -> throw new TimeoutException(request.getHostname());
                    };
            };
        }

        private static Dns.@Nullable Type type(DNSRequest request) {
            return switch (request.getRecordType()) {
                case DNSRequest.A -> Dns.Type.A;
                case DNSRequest.AAAA -> Dns.Type.AAAA;
                case DNSRequest.MX -> Dns.Type.MX;
                case DNSRequest.PTR -> Dns.Type.PTR;
                case DNSRequest.TXT -> Dns.Type.TXT;
                default -> null; // the type SPF is history (RFC 7208 §3.1)
            };
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedStage(getRecords(request));
            } catch (TimeoutException unanswered) {
                return CompletableFuture.failedStage(unanswered);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int seconds) {}

        @Override
        public int getRecordLimit() {
            return MOST_RECORDS;
        }

        @Override
        public void setRecordLimit(int records) {}
    }
}
