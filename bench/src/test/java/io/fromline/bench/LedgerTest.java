package io.fromline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final Ledger ledger = new Ledger(now::get);

    @Test
    void whatWasAcknowledgedAndDidNotArriveIsMissing() {
        ledger.acknowledged("a", Kill.SERVER);
        ledger.acknowledged("b", Kill.SERVER);
        ledger.arrived("a");
        assertThat(ledger.missing(Kill.SERVER)).containsExactly("b");
        assertThat(ledger.missing(Kill.BOTH)).isEmpty();
        assertThat(ledger.complete()).isFalse();
    }

    @Test
    void whatNobodyAcknowledgedMayArrive() {
        ledger.arrived("a");
        assertThat(ledger.complete()).isTrue();
        assertThat(ledger.duplicates()).isEmpty();
    }

    @Test
    void aDuplicateIsUnderWayWhenItsFirstCopyArrivedShortlyBeforeAKill() {
        arrivedAt(97, "unsettled");
        arrivedAt(94, "long settled");
        arrivedAt(105, "while it was down");
        ledger.interrupted(100 * SECOND, 110 * SECOND);
        arrivedAt(111, "afterwards");
        arrivedAt(120, "unsettled", "long settled", "while it was down", "afterwards");
        assertThat(ledger.duplicates())
                .containsExactlyInAnyOrder("unsettled", "long settled", "while it was down", "afterwards");
        assertThat(ledger.duplicates().stream().filter(ledger::inFlight))
                .containsExactlyInAnyOrder("unsettled", "while it was down");
    }

    private void arrivedAt(long second, String... recipients) {
        now.set(second * SECOND);
        for (var recipient : recipients) {
            ledger.arrived(recipient);
        }
    }
}
