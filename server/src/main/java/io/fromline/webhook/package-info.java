/** Tells programs of tenants what happened, after Standard Webhooks. */
@NullMarked
package io.fromline.webhook;

import org.jspecify.annotations.NullMarked;
