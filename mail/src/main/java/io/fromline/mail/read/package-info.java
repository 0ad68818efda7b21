/** Reading stored messages for people: header fields, text, HTML, attachments. */
@NullMarked
package io.fromline.mail.read;

import org.jspecify.annotations.NullMarked;
