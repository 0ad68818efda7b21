package io.fromline.delivery;

import io.fromline.diagnosis.Diagnoser;
import io.fromline.driver.DriverRegistry;

/** How mail is handed over, and what it means when it is not taken. */
public record Handing(DriverRegistry drivers, Diagnoser diagnoser) {}
