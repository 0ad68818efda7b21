package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Promise 1: what was acknowledged is durable, whenever the server, its PostgreSQL or both are killed.
 *
 * <p>The seed decides what is killed and after how much mail; {@code -Dfromline.seed} repeats a run, {@code -Dfromline.rounds}
 * makes it longer.
 */
class KilledTest {

    private static final int ROUNDS = Integer.getInteger("fromline.rounds", 20);
    private static final long SEED = Long.getLong("fromline.seed", System.nanoTime());
    private static final Duration BACK = Duration.ofSeconds(60);

    private enum Killed {
        SERVER,
        DATABASE,
        BOTH
    }

    /** The database dies most often: the server survives it, and a start takes the longest. */
    private static final List<Killed> TURNS =
            List.of(Killed.DATABASE, Killed.SERVER, Killed.DATABASE, Killed.DATABASE, Killed.BOTH);

    @Test
    void everythingAcknowledgedArrivesWhateverIsKilledAgainAndAgain() {
        System.out.println("KilledTest: " + ROUNDS + " rounds, -Dfromline.seed=" + SEED);
        var random = new Random(SEED);
        try (var product = ChildProduct.withItsOwnDatabase()) {
            product.start();
            product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
            var shop = product.api().forTenant("shop");
            var deliveries = new Deliveries(product.mail(), shop);
            var load = new Load();
            try (load) {
                load.byRest(4, shop).bySmtp(2, new SmtpApp(product.submissionPort(), "shop", Product.PLATFORM_KEY));
                for (int round = 0; round < ROUNDS; round++) {
                    kill(product, load, random, TURNS.get(round % TURNS.size()));
                }
                goesOn(load, 1);
            }

            Eventually.holds(BACK, () -> deliveries.all(load.acknowledged()));
            Eventually.holds(BACK, deliveries::nothingWaits);
            int duplicates = deliveries.duplicates();
            System.out.printf(
                    "KilledTest: %d acknowledged, %d tries refused, 0 lost, %d duplicates, each marked%n",
                    load.acknowledged().size(), load.refused(), duplicates);
            assertThat(product.output()).doesNotContain(PlatformMail.PASSWORD);
        }
    }

    /** Kills in the middle of everything, some acknowledgements after the last time. */
    private static void kill(ChildProduct product, Load load, RandomGenerator random, Killed killed) {
        goesOn(load, random.nextInt(5, 60));
        switch (killed) {
            case SERVER -> {
                product.kill();
                product.start();
            }
            case DATABASE -> product.killDatabase();
            case BOTH -> {
                product.killDatabase();
                product.kill();
                product.start();
            }
        }
    }

    private static void goesOn(Load load, int more) {
        int until = load.acknowledged().size() + more;
        Eventually.holds(
                BACK,
                () -> assertThat(load.acknowledged())
                        .as("mail is acknowledged again")
                        .hasSizeGreaterThanOrEqualTo(until));
    }
}
