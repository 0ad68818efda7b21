package io.fromline.delivery;

import io.fromline.diagnosis.Diagnoser;
import io.fromline.driver.DriverRegistry;

/** How mail is handed over, what it means when it is not taken, and how much goes. */
public record Handing(DriverRegistry drivers, Diagnoser diagnoser, Pacing pacing) {}
