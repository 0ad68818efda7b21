/** Finds the mail service behind an address: by what is known, by what the domain publishes, and by looking. */
@NullMarked
package io.fromline.provider.detection;

import org.jspecify.annotations.NullMarked;
