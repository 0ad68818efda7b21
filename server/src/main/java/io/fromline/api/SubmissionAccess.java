package io.fromline.api;

import org.jspecify.annotations.Nullable;

/**
 * Where programs hand in mail by SMTP.
 *
 * @param host null when they cannot here
 * @param port with STARTTLS; null means none
 * @param tlsPort with TLS from the start; null means none
 */
public record SubmissionAccess(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Integer tlsPort) {}
