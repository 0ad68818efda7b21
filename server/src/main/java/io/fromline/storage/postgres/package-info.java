/** Keeps everything in PostgreSQL: implements the stores that the features declare; all SQL stands here. */
@NullMarked
package io.fromline.storage.postgres;

import org.jspecify.annotations.NullMarked;
