package io.fromline.provider;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mail provider, as its data file has it; its texts are the catalogue's under {@code provider.<id>}.
 *
 * @param group what kind of provider it is: {@code provider.group.<group>}
 * @param servers the usual one first; none where each account has another
 * @param regions what {@code {region}} in a server's name stands for; each makes a server of its own
 * @param ports with their encryption, the usual one first
 * @param credential what is entered as the password: {@code provider.credential.<credential>}
 * @param domains at which everybody can have an address there
 * @param mx suffixes of the MX hosts of domains whose mail it keeps
 * @param quirks what is peculiar to it: {@code provider.quirk.<quirk>}
 * @param administrator whether somebody else may have to act, who is told what by a message ready to copy
 * @param sources where the facts were read
 */
public record Provider(
        String id,
        String group,
        List<Server> servers,
        List<String> regions,
        List<Port> ports,
        Username username,
        String credential,
        List<String> domains,
        List<String> mx,
        @Nullable Limits limits,
        List<String> quirks,
        boolean administrator,
        List<GuideStep> guide,
        List<Source> sources) {

    /** It lets only network addresses log in that it was told of. */
    public static final String BINDS_ADDRESSES = "ip_bound";

    /** With a domain of one's own the user name is still the account's address at the provider. */
    public static final String OWN_LOGIN = "own_domain_login";

    /** The group of providers of which nothing is known. */
    public static final String OTHER = "other";

    public Provider {
        var all = List.copyOf(regions);
        regions = all;
        servers = servers.stream().flatMap(server -> server.in(all)).toList();
        ports = List.copyOf(ports);
        domains = List.copyOf(domains);
        mx = List.copyOf(mx);
        quirks = List.copyOf(quirks);
        guide = List.copyOf(guide);
        sources = List.copyOf(sources);
    }

    /**
     * A server to send by.
     *
     * @param centre which of the provider's data centres or kinds of account it is for: {@code provider.centre.<centre>}
     * @param region the same in the provider's own word
     * @param domains of addresses for which it is this one, besides the provider's
     * @param mx suffixes of MX hosts for which it is this one, besides the provider's
     */
    public record Server(
            String server,
            @Nullable String centre,
            @Nullable String region,
            List<String> domains,
            List<String> mx) {

        private static final String REGION = "{region}";

        public Server {
            domains = List.copyOf(domains);
            mx = List.copyOf(mx);
        }

        private Stream<Server> in(List<String> regions) {
            return server.contains(REGION)
                    ? regions.stream().map(each -> new Server(server.replace(REGION, each), centre, each, domains, mx))
                    : Stream.of(this);
        }
    }

    /** @param encryption {@code tls} from the first octet, or {@code starttls} */
    public record Port(int port, String encryption) {}

    /** @param value what {@link UsernameForm#FIXED} always is */
    public record Username(UsernameForm form, @Nullable String value) {}

    /** What the provider publishes as its limits of one account; defaults, which providers change without notice. */
    public record Limits(
            @Nullable Integer messagesPerMinute,
            @Nullable Integer messagesPerHour,
            @Nullable Integer messagesPerDay,
            @Nullable Integer recipientsPerDay,
            @Nullable Integer recipientsPerMessage,
            @Nullable Integer connections) {

        static final Limits UNKNOWN = new Limits(null, null, null, null, null, null);
    }

    /** One step to a working set-up; texts under {@code provider.<id>.<step>}, else under {@code provider.step.<step>}. */
    public record GuideStep(String step, @Nullable String link) {}

    /**
     * Where facts were read.
     *
     * @param of which facts: names of this record's components and of its limits
     * @param confidence verified, by the provider itself or public code; secondary, by others; or unverified, when {@code url} is only
     *     where to look
     */
    public record Source(List<String> of, URI url, LocalDate read, String confidence) {

        public Source {
            of = List.copyOf(of);
        }
    }

    @Override
    public Limits limits() {
        return limits == null ? Limits.UNKNOWN : limits;
    }

    /** Every domain at which everybody can have an address there. */
    public List<String> allDomains() {
        List<String> all = new ArrayList<>(domains);
        servers.forEach(server -> all.addAll(server.domains()));
        return all;
    }
}
