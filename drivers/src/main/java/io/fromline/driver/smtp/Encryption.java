package io.fromline.driver.smtp;

/** How the connection is encrypted; there is no way without. */
public enum Encryption {
    /** TLS from the first octet (RFC 8314 §3.3), the custom of port 465; often called SSL. */
    TLS,
    /** TLS by the STARTTLS command (RFC 3207), required, never skipped; the custom of ports 587 and 2525. */
    STARTTLS
}
