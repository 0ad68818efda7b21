package io.fromline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.queue.MailTransaction;
import io.fromline.queue.Priority;
import io.fromline.tenant.TenantId;
import org.junit.jupiter.api.Test;

/** How much mail of whom one relay keeps in memory. */
class BacklogTest {

    private static final TenantId SHOP = new TenantId("shop");
    private static final TenantId OTHER = new TenantId("other");

    private final Backlog backlog = new Backlog();

    @Test
    void roomIsWhatNeitherWaitsNorIsOnItsWay() {
        backlog.add(mail(SHOP, 100));
        assertThat(backlog.reserve(SHOP, 150)).isTrue();

        assertThat(backlog.room(SHOP)).isEqualTo(Backlog.WINDOW - 250);
        backlog.release(SHOP, 150);
        assertThat(backlog.room(SHOP)).isEqualTo(Backlog.WINDOW - 100);
    }

    @Test
    void nobodyTakesAnothersRoom() {
        assertThat(backlog.reserve(SHOP, Backlog.WINDOW)).isTrue();

        assertThat(backlog.reserve(SHOP, 1)).isFalse();
        assertThat(backlog.reserve(OTHER, Backlog.WINDOW)).isTrue();
    }

    @Test
    void whatIsPutBackWaitsEvenWithoutRoom() {
        assertThat(backlog.reserve(SHOP, Backlog.WINDOW)).isTrue();
        backlog.add(mail(SHOP, 2));

        assertThat(backlog.room(SHOP)).isEqualTo(-2);
        assertThat(backlog.size()).isEqualTo(1);
    }

    @Test
    void crowdedAreThoseWhoseMailWaitsWithLittleRoomLeft() {
        assertThat(backlog.reserve(OTHER, Backlog.WINDOW)).isTrue();
        assertThat(backlog.crowded(1)).as("nothing of theirs waits yet").isEmpty();

        backlog.add(mail(SHOP, Backlog.WINDOW - 10));
        assertThat(backlog.crowded(10)).isEmpty();
        assertThat(backlog.crowded(11)).containsExactly(SHOP);
    }

    @Test
    void isEmptyOnceNothingWaitsAndNothingIsExpected() {
        assertThat(backlog.reserve(SHOP, 1)).isTrue();
        assertThat(backlog.isEmpty()).isFalse();

        backlog.add(mail(SHOP, 1));
        backlog.release(SHOP, 1);
        assertThat(backlog.isEmpty()).isFalse();

        assertThat(backlog.poll()).isNotNull();
        assertThat(backlog.isEmpty()).isTrue();
    }

    private static MailTransaction mail(TenantId tenant, int deliveries) {
        return WaitingLetters.of(tenant, Priority.NORMAL, deliveries);
    }
}
