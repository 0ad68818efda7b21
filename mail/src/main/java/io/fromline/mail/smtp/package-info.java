/** Submitting mail by SMTP (RFC 5321, 6409) to servers that are not trusted, with TLS always. */
@NullMarked
package io.fromline.mail.smtp;

import org.jspecify.annotations.NullMarked;
