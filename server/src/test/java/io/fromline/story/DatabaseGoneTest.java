package io.fromline.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fromline.peer.CutLine;
import io.fromline.storage.postgres.DatabaseAddress;
import io.fromline.storage.postgres.TestDatabase;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database cannot be reached for a while, and then can again. */
class DatabaseGoneTest {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final int SUBMISSION_PORT = Ports.free();

    private static CutLine line;
    private static Product product;
    private static Api shop;

    @BeforeAll
    static void start() {
        var database = TestDatabase.emptyDatabase();
        var direct = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        line = CutLine.to(direct.getPort());
        var cuttable = new DatabaseAddress(
                database.jdbcUrl().replace(":" + direct.getPort() + "/", ":" + line.port() + "/"),
                database.user(),
                database.password());
        product = Product.startInRealTime(
                cuttable, Map.of("FROMLINE_SUBMISSION_TLS_PORT", String.valueOf(SUBMISSION_PORT)));
        product.api().post("/v1/tenants", "{'id':'shop','name':'Shop','plan':'pro','locale':'en'}");
        shop = product.api().forTenant("shop");
    }

    @AfterAll
    static void stop() {
        line.up();
        product.close();
        line.close();
    }

    @Test
    void nothingIsAcknowledgedMeanwhileAndAllGoesOnByItself() throws MessagingException {
        var deliveries = new Deliveries(product.mail(), shop);
        var app = new SmtpApp(SUBMISSION_PORT, "shop", Product.PLATFORM_KEY);
        var before = recipients("before");
        product.mail().hesitate();
        before.forEach(recipient -> assertThat(send(recipient).status()).isEqualTo(202));
        Eventually.holds(() -> assertThat(product.mail().kept()).isPositive());
        try (var loggedIn = app.connect()) {
            SmtpApp.send(loggedIn, "by-smtp@customers.example", Map.of());

            int inFlight = product.mail().kept();
            line.down();
            product.mail().goOn();
            Eventually.holds(() -> assertThat(product.mail().received())
                    .as("what is under way is finished")
                    .hasSizeGreaterThanOrEqualTo(inFlight));
            atTheSameTime(
                    () -> assertRefused(send("meanwhile@customers.example")),
                    () -> assertRefused(shop.get("/v1/deliveries")),
                    () -> assertRefused(shop.with("Accept-Language", "pl").get("/v1/deliveries")),
                    () -> assertThatThrownBy(() -> SmtpApp.send(loggedIn, "meanwhile@customers.example", Map.of()))
                            .hasMessageContaining("451 4.3.0"),
                    () -> assertThatThrownBy(app::connect).hasMessageContaining("454 4.7.0"));
        }

        line.up();
        Eventually.holds(
                BACK, () -> assertThat(send("after@customers.example").status()).isEqualTo(202));
        Eventually.holds(BACK, () -> deliveries.all(before));
        Eventually.holds(BACK, deliveries::nothingWaits);
        assertThat(app.send("after-by-smtp@customers.example", Map.of())).startsWith("250");
        Eventually.holds(() -> deliveries.all(
                List.of("after@customers.example", "after-by-smtp@customers.example", "by-smtp@customers.example")));
        assertThat(before)
                .allSatisfy(
                        recipient -> assertThat(deliveries.settled(recipient)).isEqualTo(1));
        assertThat(deliveries.duplicates()).isZero();
        assertThat(deliveries.byRecipient()).doesNotContainKey("meanwhile@customers.example");
    }

    @Test
    void aLineThatBreaksAgainAndAgainLosesNothing() {
        var deliveries = new Deliveries(product.mail(), shop);
        var load = new Load();
        try (load) {
            load.byRest(4, shop).bySmtp(2, new SmtpApp(SUBMISSION_PORT, "shop", Product.PLATFORM_KEY));
            for (int cut = 0; cut < 30; cut++) {
                int until = load.acknowledged().size() + 7;
                Eventually.holds(BACK, () -> assertThat(load.acknowledged()).hasSizeGreaterThanOrEqualTo(until));
                line.cut();
            }
        }
        Eventually.holds(BACK, () -> deliveries.all(load.acknowledged()));
        Eventually.holds(BACK, deliveries::nothingWaits);
        deliveries.duplicates();
    }

    /** Each is answered only after it was waited for the database. */
    private static void atTheSameTime(Runnable... all) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Arrays.stream(all)
                    .map(one -> CompletableFuture.runAsync(one, threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static List<String> recipients(String name) {
        return IntStream.range(0, 40)
                .mapToObj(i -> name + i + "@customers.example")
                .toList();
    }

    private static Api.Answer send(String recipient) {
        return shop.post("/v1/submissions", "{'to':['" + recipient + "'],'subject':'Hi','text':'Hello'}");
    }

    private static void assertRefused(Api.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/code").asString()).isEqualTo("unavailable");
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
