/** What the operator sets for the whole platform. */
@NullMarked
package io.fromline.platform;

import org.jspecify.annotations.NullMarked;
