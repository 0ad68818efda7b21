/** The certificates that mail servers of ours show. */
@NullMarked
package io.fromline.tls;

import org.jspecify.annotations.NullMarked;
