/** Takes messages in by SMTP submission (RFC 6409): the session, its limits and the listener; whose mail it is others say. */
@NullMarked
package io.fromline.mail.submission;

import org.jspecify.annotations.NullMarked;
