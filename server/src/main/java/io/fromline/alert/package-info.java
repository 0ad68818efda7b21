/** Tells tenants what they would otherwise find out by chance. */
@NullMarked
package io.fromline.alert;

import org.jspecify.annotations.NullMarked;
