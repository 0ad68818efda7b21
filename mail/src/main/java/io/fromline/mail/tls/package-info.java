/** TLS between streams that may block, by BoringSSL where it is there. */
@NullMarked
package io.fromline.mail.tls;

import org.jspecify.annotations.NullMarked;
