package io.fromline.provider.detection;

import io.fromline.dns.Dns;
import io.fromline.feedback.authenticity.Dmarc;
import io.fromline.mail.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Finds the mail service behind an address, step after step until one knows it.
 *
 * <p>Guarantees: no step takes longer than its time; a step that breaks is one that found nothing; and no password is ever sent.
 */
public final class Detection {

    private final List<Timed> steps;
    private final Dns dns;
    private final Duration dmarcLimit;
    private final Predicate<String> freemail;

    /**
     * @param steps in the order of trust, the quickest first
     * @param dmarcLimit how long the domain's DMARC record is waited for, beside the steps
     * @param freemail whether everybody can have an address at a domain
     */
    public Detection(List<Timed> steps, Dns dns, Duration dmarcLimit, Predicate<String> freemail) {
        this.steps = List.copyOf(steps);
        this.dns = dns;
        this.dmarcLimit = dmarcLimit;
        this.freemail = freemail;
    }

    /** A step and its time. */
    public record Timed(Step step, Duration limit) {}

    /** What became of the steps. */
    private record Result(
            How how, @Nullable String provider, @Nullable Settings settings) {

        static final Result NOTHING = new Result(How.NONE, null, null);

        /** A provider whose accounts have servers of their own stays the provider when the server is found. */
        Result and(How next, Finding finding) {
            return provider == null
                    ? new Result(next, finding.provider(), finding.settings())
                    : new Result(how, provider, finding.settings());
        }
    }

    public Detected detect(Mailbox address) {
        var domain = address.asciiDomain();
        var published = started(() -> Dmarc.published(domain, dns));
        long end = System.nanoTime() + dmarcLimit.toNanos();
        var result = domain.contains(".") ? search(address) : Result.NOTHING;
        var dmarc = within(published, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        return new Detected(
                result.provider(), result.how(), result.settings(), dmarc.orElse(null), freemail.test(domain));
    }

    private Result search(Mailbox address) {
        var result = Result.NOTHING;
        for (var timed : steps) {
            var finding = within(started(() -> timed.step().find(address)), timed.limit());
            if (finding.isPresent()) {
                result = result.and(timed.step().how(), finding.get());
            }
            if (result.settings() != null || Thread.currentThread().isInterrupted()) {
                return result;
            }
        }
        return result;
    }

    static <T> FutureTask<Optional<T>> started(Callable<Optional<T>> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().name("detection").start(task);
        return task;
    }

    /** What the work found in time; it is interrupted when it is late. */
    static <T> Optional<T> within(FutureTask<Optional<T>> work, Duration limit) {
        try {
            return work.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            work.cancel(true);
            return Optional.empty();
        } catch (ExecutionException broken) {
            LoggerFactory.getLogger(Detection.class).warn("a step broke", broken.getCause());
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            work.cancel(true);
            return Optional.empty();
        }
    }
}
