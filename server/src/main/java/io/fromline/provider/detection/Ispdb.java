package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import io.fromline.provider.Providers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mozilla's database of mail domains, as shipped; for domains that the catalogue does not name.
 *
 * <p>All of its domains are mail providers' own, so everybody can have an address there.
 */
public final class Ispdb {

    private static final String NO_SERVER = "-";

    private final Map<String, Entry> entries;

    private Ispdb(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    private record Entry(String server, int port, String encryption, String username) {}

    /** Reads {@code providers/ispdb.txt} from the class path. */
    public static Ispdb load() {
        Map<String, Entry> entries = new HashMap<>();
        for (var line : Providers.lines("ispdb.txt")) {
            var words = line.split(" ");
            boolean none = words[0].equals(NO_SERVER);
            var entry = new Entry(words[0], none ? 0 : Integer.parseInt(words[1]), words[2], words[3]);
            for (var domain : words[4].split(",")) {
                entries.putIfAbsent(domain, entry);
            }
        }
        return new Ispdb(entries);
    }

    public boolean knows(String domain) {
        return entries.containsKey(domain);
    }

    int size() {
        return entries.size();
    }

    /** The server of one of its domains; empty where it has none that takes passwords over TLS. */
    Optional<Settings> find(String domain, Mailbox address) {
        return Optional.ofNullable(entries.get(domain))
                .filter(entry -> !entry.server().equals(NO_SERVER))
                .map(entry -> new Settings(
                        filled(entry.server(), address),
                        entry.port(),
                        entry.encryption(),
                        filled(entry.username(), address)));
    }

    /** The server of the domain under which an MX host is. */
    Optional<Settings> findMx(String host, Mailbox address) {
        for (var rest = host; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1)) {
            var found = find(rest, address);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String filled(String template, Mailbox address) {
        return template.replace("{address}", address.toString())
                .replace("{local}", address.localPart())
                .replace("{domain}", address.asciiDomain());
    }
}
