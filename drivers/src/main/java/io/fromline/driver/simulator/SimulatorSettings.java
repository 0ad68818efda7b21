package io.fromline.driver.simulator;

import io.fromline.driver.DriverSettings;
import java.time.Duration;

/**
 * What the simulator may be told.
 *
 * @param patience how long a message to {@code timeout@} really waits before it is given up
 */
public record SimulatorSettings(Duration patience) implements DriverSettings {

    /** The driver's name. */
    public static final String DRIVER = "simulator";

    /** Waits a second for {@code timeout@}. */
    public static final SimulatorSettings DEFAULT = new SimulatorSettings(Duration.ofSeconds(1));

    @Override
    public String driver() {
        return DRIVER;
    }

    @Override
    public String server() {
        return "simulator.test";
    }
}
