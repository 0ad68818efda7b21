/** How much a relay's provider lets through: its limits, what is used of them, when more may go, and what its replies teach. */
@NullMarked
package io.fromline.pacing;

import org.jspecify.annotations.NullMarked;
