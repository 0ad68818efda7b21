/** Attempting deliveries and deciding what comes next. */
@NullMarked
package io.fromline.delivery;

import org.jspecify.annotations.NullMarked;
