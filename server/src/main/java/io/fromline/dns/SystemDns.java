package io.fromline.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Asks the name servers of this machine, with dnsjava. */
public final class SystemDns implements Dns {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Resolver resolver;

    public SystemDns() {
        var servers = new ExtendedResolver();
        servers.setRetries(1);
        servers.setTimeout(PATIENCE);
        this(servers);
    }

    SystemDns(Resolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public Answer ask(String name, Type type) {
        try {
            var lookup = new Lookup(name(name, type), number(type));
            lookup.setResolver(resolver);
            lookup.setCache(null); // whoever mends a record tests again at once
            var records = lookup.run();
            return switch (lookup.getResult()) {
                case Lookup.SUCCESSFUL -> found(records);
                case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> new Answer.Nothing();
                default -> new Answer.Unanswered();
            };
        } catch (IOException notAName) {
            return new Answer.Nothing();
        } catch (RuntimeException broken) {
            return new Answer.Unanswered();
        }
    }

    /** Absolute, as the names in records are; addresses are turned around for PTR. */
    private static Name name(String name, Type type) throws IOException, TextParseException {
        boolean address = type == Type.PTR && name.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        return address ? ReverseMap.fromAddress(InetAddress.ofLiteral(name)) : Name.fromString(name, Name.root);
    }

    private static int number(Type type) {
        return switch (type) {
            case A -> org.xbill.DNS.Type.A;
            case AAAA -> org.xbill.DNS.Type.AAAA;
            case MX -> org.xbill.DNS.Type.MX;
            case PTR -> org.xbill.DNS.Type.PTR;
            case SRV -> org.xbill.DNS.Type.SRV;
            case TXT -> org.xbill.DNS.Type.TXT;
        };
    }

    private static Answer found(Record[] records) {
        List<String> values = new ArrayList<>();
        for (var record : records) {
            switch (record) {
                case ARecord a -> values.add(a.getAddress().getHostAddress());
                case AAAARecord a -> values.add(a.getAddress().getHostAddress());
                case MXRecord mx -> values.add(mx.getTarget().toString(true));
                case PTRRecord pointer -> values.add(pointer.getTarget().toString(true));
                case SRVRecord service ->
                    values.add(service.getPriority() + " " + service.getWeight() + " " + service.getPort() + " "
                            + service.getTarget().toString(true));
                // RFC 7208 §3.3, RFC 6376 §3.6.2.2: the strings of one record are put together without blanks.
                case TXTRecord text -> values.add(String.join("", text.getStrings()));
                default -> {}
            }
        }
        return values.isEmpty() ? new Answer.Nothing() : new Answer.Found(values);
    }
}
