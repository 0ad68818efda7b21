package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartingAndStoppingTest {

    @Test
    void a_server_killed_without_warning_starts_again_on_the_same_data() {
        try (ChildProduct product = new ChildProduct()) {
            product.start();
            assertThat(product.api().get("/health/ready").status()).isEqualTo(200);

            product.kill();
            product.start();

            assertThat(product.api().get("/health/ready").status()).isEqualTo(200);
            product.stop();
            assertThat(product.output())
                    .doesNotContain(PlatformMail.PASSWORD)
                    .doesNotContain(Product.PLATFORM_KEY)
                    .doesNotContain("Exception");
        }
    }

    @Test
    void health_says_live_and_ready() {
        try (Product product = Product.start()) {
            assertThat(product.anonymous().get("/health/live").status()).isEqualTo(200);
            assertThat(product.anonymous().get("/health/ready").status()).isEqualTo(200);
        }
    }
}
