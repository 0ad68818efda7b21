/** SMTP submission (RFC 6409) as a way in: whose mail it is, and what an acceptance is in replies. */
@NullMarked
package io.fromline.smtpd;

import org.jspecify.annotations.NullMarked;
