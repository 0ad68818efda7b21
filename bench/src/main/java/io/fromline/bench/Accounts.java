package io.fromline.bench;

import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/** Tenants that each have a mail service of their own: another account at a server on this machine. */
final class Accounts {

    private static final int AT_ONCE = 8;

    private Accounts() {}

    static String tenant(int number) {
        return "shop-" + number;
    }

    static String address(int number) {
        return tenant(number) + "@platform.example";
    }

    /**
     * Sets up so many through the API, each with its test message, as people would.
     *
     * @param ports where the account of this number is
     * @return how many seconds that took
     */
    static double setUp(Api api, int count, IntUnaryOperator ports) throws Exception {
        long begun = System.nanoTime();
        var atOnce = new Semaphore(AT_ONCE);
        Concurrently.call(count, number -> {
            atOnce.acquire();
            try {
                api.addTenant(tenant(number));
                return api.addRelay(tenant(number), ports.applyAsInt(number));
            } finally {
                atOnce.release();
            }
        });
        return (System.nanoTime() - begun) / 1e9;
    }
}
