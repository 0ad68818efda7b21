/** How one tenant's mail leaves, as a whole: mode, health, and the way from one mode to another. */
@NullMarked
package io.fromline.configuration;

import org.jspecify.annotations.NullMarked;
