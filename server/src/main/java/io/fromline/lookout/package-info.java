/** Looks ahead: what outside will stop mail, or spoils it unseen, is found before mail meets it. */
@NullMarked
package io.fromline.lookout;

import org.jspecify.annotations.NullMarked;
