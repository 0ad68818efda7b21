package io.fromline.driver.simulator;

import io.fromline.driver.Driver;
import io.fromline.driver.Session;
import io.fromline.mail.Conversation;

/**
 * A relay that sends nothing: the recipient's local part chooses what happens, anything after a {@code +} is ignored.
 *
 * <p>{@code defer}, {@code refuse}, {@code quota}, {@code badauth}, {@code timeout} and {@code uncertain} do what they say, with
 * replies as real servers give them; everybody else accepts.
 */
public final class SimulatorDriver implements Driver<SimulatorSettings> {

    @Override
    public String name() {
        return SimulatorSettings.DRIVER;
    }

    @Override
    public Class<SimulatorSettings> settings() {
        return SimulatorSettings.class;
    }

    @Override
    public Opening open(SimulatorSettings settings, Conversation conversation) {
        return new Opening.Opened(new SimulatorSession(settings, conversation));
    }

    /** A session behind another relay's, which has told of its own opening and log-in. */
    public static Session behindAnother(SimulatorSettings settings) {
        return SimulatorSession.afterLogIn(settings);
    }
}
