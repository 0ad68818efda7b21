/** Runs the PostgreSQL that comes with Fromline, under the data folder, as a process of its own. */
@NullMarked
package io.fromline.storage.embedded;

import org.jspecify.annotations.NullMarked;
