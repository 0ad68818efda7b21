package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The disk below the data folder fills up, and later there is room again. */
class DiskFullTest {

    private static final Duration BACK = Duration.ofSeconds(90);

    @Test
    void nothingIsAcknowledgedWithoutRoomAndAllGoesOnByItself() throws Exception {
        try (var product = ChildProduct.withItsOwnDatabase()) {
            var disk = SmallDisk.mount(product.dataFolder());
            try {
                fillsUpAndHasRoomAgain(product, disk);
            } finally {
                product.close();
                disk.unmount();
            }
        }
    }

    private static void fillsUpAndHasRoomAgain(ChildProduct product, SmallDisk disk) throws IOException {
        product.start();
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        var shop = product.api().forTenant("shop");
        var deliveries = new Deliveries(product.mail(), shop);
        var load = new Load();
        try (load) {
            load.byRest(2, shop).bySmtp(1, new SmtpApp(product.submissionPort(), "shop", Product.PLATFORM_KEY));
            more(load, 20);

            var ballast = disk.fill();
            int refused = load.refused();
            Eventually.holds(BACK, () -> assertThat(load.refused()).isGreaterThan(refused + 5));
            Files.delete(ballast);
            more(load, 20);
        }
        Eventually.holds(BACK, () -> deliveries.all(load.acknowledged()));
        Eventually.holds(BACK, deliveries::nothingWaits);
        deliveries.duplicates();
    }

    private static void more(Load load, int acknowledgements) {
        int until = load.acknowledged().size() + acknowledgements;
        Eventually.holds(BACK, () -> assertThat(load.acknowledged()).hasSizeGreaterThanOrEqualTo(until));
    }

    /** A file system of its own in memory, just large enough for an empty database. */
    private record SmallDisk(Path folder) {

        private static final int BLOCK = 1 << 16;

        static SmallDisk mount(Path folder) throws IOException, InterruptedException {
            Files.createDirectories(folder);
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", folder.toString());
            assumeTrue(mounted, "this machine does not let the test mount a small disk");
            return new SmallDisk(folder);
        }

        Path fill() throws IOException {
            var ballast = folder.resolve("ballast");
            try (OutputStream out = Files.newOutputStream(ballast)) {
                while (true) {
                    out.write(new byte[BLOCK]);
                }
            } catch (IOException full) {
                return ballast;
            }
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        }

        void unmount() throws IOException, InterruptedException {
            run("umount", "-l", folder.toString());
        }
    }
}
