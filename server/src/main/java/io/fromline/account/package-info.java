/** Who may do what: accounts, log-in, sessions, one-time links and API keys. */
@NullMarked
package io.fromline.account;

import org.jspecify.annotations.NullMarked;
