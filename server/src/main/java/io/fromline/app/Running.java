package io.fromline.app;

import java.net.URI;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server that is up.
 *
 * <p>Closing answers what is being asked, gives back or finishes what is being sent, and stops a database of ours last.
 */
public final class Running implements AutoCloseable {

    private final Config config;
    private final ConfigurableApplicationContext context;
    private final Runnable afterwards;

    Running(Config config, ConfigurableApplicationContext context, Runnable afterwards) {
        this.config = config;
        this.context = context;
        this.afterwards = afterwards;
    }

    Config config() {
        return config;
    }

    /** The port that it listens on. */
    public int port() {
        WebServerApplicationContext web = (WebServerApplicationContext) context;
        return java.util.Objects.requireNonNull(web.getWebServer()).getPort();
    }

    /** The address to open. */
    public URI address() {
        return config.http().publicUrl(port());
    }

    /** A part of the server by its type; for tests that look behind the API. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        afterwards.run();
    }
}
