/** What DNS says, within a time limit. */
@NullMarked
package io.fromline.dns;

import org.jspecify.annotations.NullMarked;
