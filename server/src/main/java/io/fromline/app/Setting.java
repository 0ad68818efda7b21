package io.fromline.app;

import java.util.Arrays;
import java.util.List;

/**
 * Every name that the configuration knows, its default and what it is for.
 *
 * <p>A name that is not here stops the start.
 */
enum Setting {
    HTTP_PORT("8025", "the port of pages and API; 0 takes a free one"),
    HTTP_ADDRESS("", "the address to listen on; empty means all"),
    PUBLIC_URL("", "the address people open, as in links in mails; empty means http://localhost:<port>"),
    DATA_DIR("", "where keys and the embedded PostgreSQL are kept; empty means data, in the demo data/demo"),
    DATABASE_URL("", "postgresql://user:password@host:5432/name to use a PostgreSQL of yours (15 to 18)", Shown.SECRET),
    DATABASE_CONNECTIONS("20", "connections to the database at most"),
    MASTER_KEY(
            "",
            "the key that seals all secrets, or vault+https://host:8200/transit/key where a key management service has it;"
                    + " empty means a file in the data folder",
            Shown.SECRET),
    MASTER_KEY_FILE(
            "", "a file that holds the master key; empty means one in the data folder, made at the first start"),
    VAULT_TOKEN_FILE("", "the file of the token for the key management service"),
    PLATFORM_KEY("", "a platform key set from outside, for automation", Shown.SECRET),
    PLATFORM_RELAY("", "smtps://user:password@host:465 or smtp://user:password@host:587", Shown.SECRET),
    DEFAULT_SENDER("", "\"Name\" <address>, the sender of tenants that set none; {tenant} stands for their name"),
    EHLO_NAME("", "the name said to mail servers; empty means the host of the public address"),
    OUTGOING_ADDRESSES(
            "",
            "the network addresses that this server's connections come from, for providers that let only known ones log in"),
    SIMULATOR("false", "whether the relay simulator may be chosen"),
    EGRESS_ALLOW("", "networks that mail may go to besides the public internet, comma-separated"),
    EXTRA_CA("", "a PEM file of certificates trusted besides the system's"),
    FRAME_ANCESTORS("", "origins that may embed the pages, separated by spaces"),
    PRICING_URL("", "where tenants read about higher plans"),
    SUBMISSION_PORT("0", "the port for mail handed in by SMTP with STARTTLS; 0 means none"),
    SUBMISSION_TLS_PORT("0", "the port for mail handed in by SMTP over TLS; 0 means none"),
    SUBMISSION_HOST("", "the name that apps connect to for SMTP; empty means the host of the public address"),
    SUBMISSION_CERTIFICATE(
            "",
            "the certificate chain for SMTP, a PEM file, read anew when it changes; empty means one made at the start"),
    SUBMISSION_KEY("", "the PEM file of that certificate's key"),
    PROBE_DOMAIN("", "a domain whose mail comes to this server, to prove what arrives of test messages"),
    PROBE_PORT(
            "0",
            "the port of the receiver for that domain, 25 or where 25 is forwarded to; 0 means not on this server"),
    PROBE_CERTIFICATE("", "the receiver's certificate chain, a PEM file; empty means one made at the start"),
    PROBE_KEY("", "the PEM file of that certificate's key"),
    DEMO("false", "a demonstration platform with a local mail server"),
    CONFIG("", "a properties file with these names; empty means fromline.properties in the data folder, if there");

    private static final String PREFIX = "FROMLINE_";

    private final String fallback;
    private final String purpose;
    private final Shown shown;

    Setting(String fallback, String purpose) {
        this(fallback, purpose, Shown.PLAIN);
    }

    Setting(String fallback, String purpose, Shown shown) {
        this.fallback = fallback;
        this.purpose = purpose;
        this.shown = shown;
    }

    /** Whether its value may be printed. */
    enum Shown {
        PLAIN,
        SECRET
    }

    /** As in the environment: FROMLINE_HTTP_PORT. */
    String key() {
        return PREFIX + name();
    }

    String fallback() {
        return fallback;
    }

    String purpose() {
        return purpose;
    }

    boolean secret() {
        return shown == Shown.SECRET;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
