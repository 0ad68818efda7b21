package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.queue.Priority;
import io.fromline.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whose mail goes next over a relay that many share. */
class FairRingTest {

    private final FairRing ring = new FairRing();

    @Test
    void tenantsTakeTurnsWhateverTheirBacklog() {
        add("dumps", Priority.NORMAL, 100);
        add("quiet", Priority.NORMAL, 2);

        assertThat(poll(5)).containsExactly("dumps", "quiet", "dumps", "quiet", "dumps");
    }

    @Test
    void whoComesNewWaitsForOneTurnOfEachOther() {
        add("a", Priority.NORMAL, 50);
        add("b", Priority.NORMAL, 50);
        poll(7);
        add("late", Priority.NORMAL, 1);

        assertThat(poll(3)).contains("late");
    }

    @Test
    void theUrgentGoMoreOftenAndNoneNever() {
        add("codes", Priority.HIGH, 1000);
        add("orders", Priority.NORMAL, 1000);
        add("digests", Priority.LOW, 1000);

        var turns = poll(150);

        assertThat(turns).filteredOn("codes"::equals).hasSize(100);
        assertThat(turns).filteredOn("orders"::equals).hasSize(40);
        assertThat(turns).filteredOn("digests"::equals).hasSize(10);
    }

    @Test
    void whatNobodyUsesGoesToWhoWaits() {
        add("digests", Priority.LOW, 20);

        assertThat(poll(20)).containsOnly("digests").hasSize(20);
        assertThat(ring.poll()).isNull();
    }

    @Test
    void countsWhatWaits() {
        add("shop", Priority.NORMAL, 3);
        add("shop", Priority.HIGH, 1);
        poll(1);

        assertThat(ring.waiting(new TenantId("shop"))).isEqualTo(3);
        assertThat(ring.drain()).hasSize(3);
        assertThat(ring.tenants()).isEmpty();
        assertThat(ring.size()).isZero();
    }

    private void add(String tenant, Priority priority, int times) {
        for (int i = 0; i < times; i++) {
            ring.add(WaitingLetters.of(new TenantId(tenant), priority, 1));
        }
    }

    private List<String> poll(int times) {
        var turns = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            turns.add(Objects.requireNonNull(ring.poll()).first().tenant().value());
        }
        return turns;
    }
}
