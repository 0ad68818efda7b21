/** How mail is handed to a relay: the seam that every kind of relay implements. Knows no tenants, queue or database. */
@NullMarked
package io.fromline.driver;

import org.jspecify.annotations.NullMarked;
