/** Addresses that a tenant has proven to be its own. */
@NullMarked
package io.fromline.identity;

import org.jspecify.annotations.NullMarked;
