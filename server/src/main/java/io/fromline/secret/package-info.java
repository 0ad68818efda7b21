/** Secrets: sealed with a data key per owner, which the master key wraps. */
@NullMarked
package io.fromline.secret;

import org.jspecify.annotations.NullMarked;
