/** Relays: the configured next hops of the platform and the tenants, from draft over test to use. */
@NullMarked
package io.fromline.relay;

import org.jspecify.annotations.NullMarked;
