/** The mail log: what was sent, how, and what became of it. */
@NullMarked
package io.fromline.log;

import org.jspecify.annotations.NullMarked;
