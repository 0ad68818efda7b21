/** The catalogue of mail providers: servers, limits and guides, kept as data. */
@NullMarked
package io.fromline.provider;

import org.jspecify.annotations.NullMarked;
