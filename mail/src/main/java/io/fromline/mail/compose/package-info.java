/** Composing messages (RFC 5322, MIME) that every mail client reads and no input can break out of. */
@NullMarked
package io.fromline.mail.compose;

import org.jspecify.annotations.NullMarked;
