package io.fromline.mail.smtp;

/**
 * A server to submit mail to.
 *
 * @param host the name to look up and to find in the certificate
 * @param implicitTls TLS from the first octet; otherwise STARTTLS, which the server must offer
 */
public record SmtpServer(String host, int port, boolean implicitTls) {}
