/** Starts Fromline: reads the configuration, brings the database up and wires the features together. */
@NullMarked
package io.fromline.app;

import org.jspecify.annotations.NullMarked;
