/** Tenants and their plans: who may send how. */
@NullMarked
package io.fromline.tenant;

import org.jspecify.annotations.NullMarked;
