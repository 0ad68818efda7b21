/** The texts of pages, mails and problems, in every language. */
@NullMarked
package io.fromline.text;

import org.jspecify.annotations.NullMarked;
