/** Mail servers to talk to: real, scripted, and the authority that vouches for them; for the demo, tests and benchmarks. */
@NullMarked
package io.fromline.peer;

import org.jspecify.annotations.NullMarked;
