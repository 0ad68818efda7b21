/** Measures the product from outside: a real server, a real mail server behind it, nothing left out. */
@NullMarked
package io.fromline.bench;

import org.jspecify.annotations.NullMarked;
