package io.fromline.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was handed to the receiver.
 *
 * @param ip the address of whoever brought it
 * @param helo the name it greeted with
 * @param tls the protocol's version, null in plain text
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are the point, and are never compared
record Delivered(String ip, String helo, @Nullable String tls, String returnPath, byte[] bytes, Instant at) {}
