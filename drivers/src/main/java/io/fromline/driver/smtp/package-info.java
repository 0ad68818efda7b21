/** Hands mail to a relay that speaks SMTP submission (RFC 6409). */
@NullMarked
package io.fromline.driver.smtp;

import org.jspecify.annotations.NullMarked;
