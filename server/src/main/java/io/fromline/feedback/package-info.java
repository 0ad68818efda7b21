/** What becomes of mail after it was handed over: the receiver of test messages, what it reads from them, and the last test of each relay. */
@NullMarked
package io.fromline.feedback;

import org.jspecify.annotations.NullMarked;
