/** What a failure means: its cause, who must act, and the next step. */
@NullMarked
package io.fromline.diagnosis;

import org.jspecify.annotations.NullMarked;
