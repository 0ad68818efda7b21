/** The vocabulary of mail: addresses, envelopes, messages, replies and outcomes, named as in RFC 5321, 5322 and 3463. */
@NullMarked
package io.fromline.mail;

import org.jspecify.annotations.NullMarked;
