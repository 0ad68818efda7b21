/** Accepting mail: from one request to send to stored deliveries, each step a line in a checklist. */
@NullMarked
package io.fromline.submission;

import org.jspecify.annotations.NullMarked;
