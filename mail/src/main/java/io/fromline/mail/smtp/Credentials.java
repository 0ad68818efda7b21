package io.fromline.mail.smtp;

/** As whom to log in; prints no secret. */
public sealed interface Credentials {

    /** No log-in. */
    record None() implements Credentials {}

    /** For PLAIN (RFC 4616), LOGIN or CRAM-MD5 (RFC 2195), whatever of it the server offers, in this order. */
    record Password(String username, String password) implements Credentials {

        @Override
        public String toString() {
            return "Password[" + username + "]";
        }
    }

    /** An OAuth 2.0 access token for XOAUTH2. */
    record AccessToken(String username, String token) implements Credentials {

        @Override
        public String toString() {
            return "AccessToken[" + username + "]";
        }
    }
}
