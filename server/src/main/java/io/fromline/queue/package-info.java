/** What waits to be sent: lanes, claims and settlements. */
@NullMarked
package io.fromline.queue;

import org.jspecify.annotations.NullMarked;
