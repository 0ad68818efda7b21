package io.fromline.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Postfix, tuned, with a configuration and queue of its own: takes mail by TLS, queues it on the same disk, and relays it over TLS with
 * log-in to the same sink.
 *
 * <p>Its own senders need not log in, which is less work for it than Fromline has.
 */
final class Postfix implements AutoCloseable {

    private static final double TICKS = 100;

    private final Path folder;
    private final int port;

    private Postfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts it, having it installed where that is possible; empty where it is not. */
    static Optional<Postfix> start(Path parent, Sink sink) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")
                || (run("sh", "-c", "command -v postfix >/dev/null") != 0 && !installed())) {
            return Optional.empty();
        }
        // Its programs, which drop to another user, must be able to get here.
        Path folder = Files.createDirectories(parent.resolve("postfix"));
        run("chmod", "755", parent.toString(), folder.toString());
        int port = freePort();
        configure(folder, port, sink);
        if (run("postfix", "-c", folder.toString(), "start") != 0) {
            return Optional.empty();
        }
        return Optional.of(new Postfix(folder, port));
    }

    private static boolean installed() throws IOException, InterruptedException {
        return run(
                        "sh",
                        "-c",
                        "DEBIAN_FRONTEND=noninteractive apt-get install -y postfix libsasl2-modules openssl >/dev/null 2>&1")
                == 0;
    }

    private static int freePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static void configure(Path folder, int port, Sink sink) throws IOException, InterruptedException {
        Path queue = Files.createDirectories(folder.resolve("queue"));
        Path data = Files.createDirectories(folder.resolve("data"));
        run("chown", "postfix", data.toString());
        Path key = folder.resolve("key.pem");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-keyout",
                key.toString(),
                "-out",
                folder.resolve("cert.pem").toString());
        Files.writeString(
                folder.resolve("sasl"), "[localhost]:" + sink.port() + " " + Sink.USER + ":" + Sink.PASSWORD + "\n");
        Files.copy(Path.of("/etc/postfix/dynamicmaps.cf"), folder.resolve("dynamicmaps.cf"));
        Files.writeString(folder.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s
                data_directory = %2$s
                maillog_file = %3$s/log
                maillog_file_prefixes = %3$s
                myhostname = bench.example
                mydestination =
                inet_interfaces = loopback-only
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                alias_maps =
                local_recipient_maps =
                smtpd_recipient_restrictions = permit_mynetworks, reject
                smtpd_client_connection_count_limit = 0
                smtpd_tls_cert_file = %3$s/cert.pem
                smtpd_tls_key_file = %3$s/key.pem
                relayhost = [localhost]:%4$d
                smtp_host_lookup = native
                smtp_tls_security_level = encrypt
                smtp_tls_wrappermode = yes
                smtp_tls_connection_reuse = yes
                smtp_sasl_auth_enable = yes
                smtp_sasl_password_maps = texthash:%3$s/sasl
                smtp_sasl_security_options = noanonymous
                smtp_destination_concurrency_limit = 50
                smtp_initial_destination_concurrency = 50
                initial_destination_concurrency = 50
                smtp_connection_cache_on_demand = yes
                smtp_connection_cache_destinations = [localhost]:%4$d
                default_process_limit = 200
                qmgr_message_active_limit = 50000
                qmgr_message_recipient_limit = 50000
                in_flow_delay = 0
                """.formatted(queue, data, folder, sink.port()));
        Files.writeString(folder.resolve("master.cf"), """
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
                """.formatted(port));
    }

    int port() {
        return port;
    }

    /** What it and its processes have used so far; those that have ended, too. */
    double cpuSeconds() throws IOException {
        long master = Long.parseLong(
                Files.readString(folder.resolve("queue/pid/master.pid")).strip());
        double cpu = 0;
        var all = new ArrayList<>(List.of(master));
        for (String child : Files.readString(Path.of("/proc/" + master + "/task/" + master + "/children"))
                .strip()
                .split(" ", -1)) {
            if (!child.isBlank()) {
                all.add(Long.parseLong(child));
            }
        }
        for (long process : all) {
            cpu += cpu(process, process == master);
        }
        return cpu;
    }

    private static double cpu(long process, boolean withEnded) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return (withEnded ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks) / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("postfix", "-c", folder.toString(), "stop");
    }
}
