package io.fromline.mail.smtp;

import com.ibm.icu.text.IDNA;

/**
 * A server to submit mail to.
 *
 * @param host the name to look up and to find in the certificate; an international one is turned into its ASCII form
 * @param implicitTls TLS from the first octet; otherwise STARTTLS, which the server must offer
 */
public record SmtpServer(String host, int port, boolean implicitTls) {

    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    /** Turns the host into its ASCII form (RFC 5891), if it has one. */
    public SmtpServer {
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(host.strip(), new StringBuilder(), info).toString();
        if (!info.hasErrors()) {
            host = ascii;
        }
    }
}
