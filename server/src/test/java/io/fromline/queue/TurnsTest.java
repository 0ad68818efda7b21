package io.fromline.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** Who is next of several tenants. */
class TurnsTest {

    private final Turns<String> turns = new Turns<>();

    @Test
    void tenantsTakeTurnsAndEachOnesOwnKeepTheirOrder() {
        add("a", "a1", "a2", "a3");
        add("b", "b1", "b2");

        assertThat(turns.poll(4, 4)).containsExactly("a1", "b1", "a2", "b2");
        assertThat(turns.poll()).isEqualTo("a3");
        assertThat(turns.poll()).isNull();
    }

    @Test
    void nobodyHasMoreThanAShareWhileThereIsRoomForOthers() {
        add("dumps", "d1", "d2", "d3", "d4");
        add("quiet", "q1");

        assertThat(turns.poll(10, 2)).containsExactly("d1", "q1", "d2");
        assertThat(turns.size()).isEqualTo(2);
    }

    @Test
    void whoWasNotReachedIsTheFirstNextTime() {
        add("a", "a1", "a2");
        add("b", "b1");
        add("c", "c1");

        assertThat(turns.poll(2, 9)).containsExactly("a1", "b1");
        assertThat(turns.poll(9, 9)).containsExactly("c1", "a2");
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void allIsTakenOutByTurns() {
        add("a", "a1", "a2");
        add("b", "b1");

        assertThat(turns.drain()).containsExactly("a1", "b1", "a2");
        assertThat(turns.drain()).isEmpty();
    }

    private void add(String tenant, String... all) {
        for (var one : all) {
            turns.add(new TenantId(tenant), one);
        }
    }
}
