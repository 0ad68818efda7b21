/** A relay without a network, whose recipients choose what happens. */
@NullMarked
package io.fromline.driver.simulator;

import org.jspecify.annotations.NullMarked;
