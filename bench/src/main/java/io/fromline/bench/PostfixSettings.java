package io.fromline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How Postfix is set up: as one tunes it to relay much mail over one mail service, and what a suite needs besides.
 *
 * <p>Durable as it comes: every message is synced to disk before the 250.
 */
final class PostfixSettings {

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            myhostname = bench.example
            mydestination =
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            mynetworks = 127.0.0.0/8
            alias_maps =
            local_recipient_maps =
            smtpd_recipient_restrictions = permit_mynetworks, reject
            smtpd_client_connection_count_limit = 0
            smtpd_peername_lookup = no
            smtpd_tls_cert_file = %1$s/cert.pem
            smtpd_tls_key_file = %1$s/key.pem
            smtp_host_lookup = native
            smtp_dns_support_level = disabled
            smtp_tls_security_level = encrypt
            smtp_tls_wrappermode = yes
            smtp_tls_connection_reuse = yes
            smtp_tls_session_cache_database = btree:%1$s/data/smtp_scache
            smtp_sasl_auth_enable = yes
            smtp_sasl_security_options = noanonymous
            smtp_destination_concurrency_limit = 50
            initial_destination_concurrency = 50
            smtp_connection_cache_on_demand = yes
            smtp_connection_reuse_time_limit = 3600s
            default_process_limit = 200
            max_use = 10000
            qmgr_message_active_limit = 50000
            qmgr_message_recipient_limit = 50000
            in_flow_delay = 0
            """;

    private static final String MASTER = """
            127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            tlsproxy unix - - n - 0 tlsproxy
            postlog unix-dgram n - n - 1 postlogd
            """;

    private final StringBuilder more = new StringBuilder();
    private final Map<String, String> tables = new LinkedHashMap<>();

    /** Relays everything to this port, on connections that are kept. */
    static PostfixSettings relayingTo(int port) {
        var host = "[localhost]:" + port;
        return new PostfixSettings()
                .with("relayhost = " + host)
                .with("smtp_connection_cache_destinations = " + host)
                .with("smtp_sasl_password_maps = hash:$config_directory/sasl")
                .table("sasl", host + " " + Sink.USER + ":" + Sink.PASSWORD + "\n");
    }

    /** One more line of {@code main.cf}; the last one of a name counts. */
    PostfixSettings with(String line) {
        more.append(line).append('\n');
        return this;
    }

    /** A table that a line can name as {@code hash:$config_directory/name}. */
    PostfixSettings table(String name, String lines) {
        tables.put(name, lines);
        return this;
    }

    void write(Path folder, int port) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("queue"));
        Path data = Files.createDirectories(folder.resolve("data"));
        Postfix.run("chown", "postfix", data.toString());
        Postfix.run("sh", "-c", """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \\
                    -keyout %1$s/key.pem -out %1$s/cert.pem""".formatted(folder));
        Files.copy(Path.of("/etc/postfix/dynamicmaps.cf"), folder.resolve("dynamicmaps.cf"));
        Files.writeString(folder.resolve("main.cf"), MAIN.formatted(folder) + more);
        Files.writeString(folder.resolve("master.cf"), MASTER.formatted(port));
        for (var table : tables.entrySet()) {
            Files.writeString(folder.resolve(table.getKey()), table.getValue());
            Postfix.run("postmap", "-c", folder.toString(), "hash:" + folder.resolve(table.getKey()));
        }
    }
}
