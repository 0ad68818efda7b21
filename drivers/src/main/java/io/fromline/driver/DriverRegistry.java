package io.fromline.driver;

import io.fromline.mail.Conversation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The drivers that this process has, found by name or by the settings they understand. */
public final class DriverRegistry {

    private final Map<String, Driver<?>> byName;

    public DriverRegistry(List<Driver<?>> drivers) {
        this.byName = drivers.stream().collect(Collectors.toUnmodifiableMap(Driver::name, Function.identity()));
    }

    public Optional<Driver<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Opens a session by the driver that understands these settings; there must be one. */
    public Driver.Opening open(DriverSettings settings, Conversation conversation) {
        var driver = named(settings.driver())
                .orElseThrow(() -> new IllegalArgumentException("no driver " + settings.driver()));
        return open(driver, settings, conversation);
    }

    private static <S extends DriverSettings> Driver.Opening open(
            Driver<S> driver, DriverSettings settings, Conversation conversation) {
        return driver.open(driver.settings().cast(settings), conversation);
    }
}
