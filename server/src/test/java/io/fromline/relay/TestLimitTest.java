package io.fromline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fromline.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TestLimitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final TestLimit limit = new TestLimit(now::get);
    private final TenantId shop = new TenantId("shop");

    @Test
    void after_so_many_tests_the_next_waits_until_the_first_is_long_ago() {
        for (int i = 0; i < TestLimit.MOST; i++) {
            assertThat(limit.allows(shop)).isTrue();
            now.updateAndGet(time -> time.plusSeconds(1));
        }
        assertThat(limit.allows(shop)).isFalse();
        now.updateAndGet(time -> time.plus(TestLimit.SPAN).minus(Duration.ofSeconds(TestLimit.MOST - 1)));
        assertThat(limit.allows(shop)).isTrue();
        assertThat(limit.allows(shop)).isFalse();
    }

    @Test
    void one_tenants_tests_are_not_another_ones() {
        for (int i = 0; i < TestLimit.MOST; i++) {
            limit.allows(shop);
        }
        assertThat(limit.allows(new TenantId("other"))).isTrue();
    }
}
