/** The only door out: which hosts and ports of the outside may be reached, and the sockets to them. */
@NullMarked
package io.fromline.egress;

import org.jspecify.annotations.NullMarked;
