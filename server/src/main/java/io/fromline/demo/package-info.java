/** A platform to try Fromline with: people, tenants, a local mail server and the mail that it was given. */
@NullMarked
package io.fromline.demo;

import org.jspecify.annotations.NullMarked;
