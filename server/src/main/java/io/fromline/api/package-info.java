/** The HTTP API: parses requests, calls the features and answers in JSON. */
@NullMarked
package io.fromline.api;

import org.jspecify.annotations.NullMarked;
