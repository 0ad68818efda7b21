package io.fromline.provider.detection;

import io.fromline.mail.Mailbox;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the settings file for mail programs that a domain publishes (Thunderbird's autoconfig, version 1.1): its outgoing servers with
 * TLS and a password, in its order.
 *
 * <p>Guarantees: it resolves no entity and fetches nothing; a file with a document type is none.
 */
final class ConfigFile {

    private static final int MOST_SERVERS = 20;
    private static final int LONGEST_TEXT = 500;

    private static final XMLInputFactory FACTORY = factory();

    private ConfigFile() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    /** The servers of the file; empty where it is no such file. */
    static List<Settings> outgoing(InputStream file, Mailbox address) {
        try {
            return outgoing(FACTORY.createXMLStreamReader(file), address);
        } catch (XMLStreamException | RuntimeException broken) {
            return List.of();
        }
    }

    private static List<Settings> outgoing(XMLStreamReader xml, Mailbox address) throws XMLStreamException {
        List<Settings> found = new ArrayList<>();
        int servers = 0;
        while (xml.hasNext() && servers < MOST_SERVERS) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                return List.of();
            }
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("outgoingServer")) {
                servers++;
                server(xml).settings(address).ifPresent(found::add);
            }
        }
        return found;
    }

    /** One server as it is written. */
    private static final class Server {

        private String type = "";
        private String hostname = "";
        private String port = "";
        private String socketType = "";
        private String username = "";
        private final List<String> authentication = new ArrayList<>();

        Optional<Settings> settings(Mailbox address) {
            var encryption = switch (socketType.toUpperCase(Locale.ROOT)) {
                case "SSL", "TLS" -> Settings.TLS;
                case "STARTTLS" -> Settings.STARTTLS;
                default -> "";
            };
            boolean smtp = type.isEmpty() || type.equalsIgnoreCase("smtp");
            boolean password = authentication.isEmpty()
                    || authentication.stream().anyMatch(way -> way.startsWith("password-") || way.equals("plain"));
            if (!smtp || !password || encryption.isEmpty() || !port.matches("\\d{1,5}")) {
                return Optional.empty();
            }
            return Optional.of(new Settings(
                    filled(hostname, address).toLowerCase(Locale.ROOT),
                    Integer.parseInt(port),
                    encryption,
                    username.isEmpty() ? null : filled(username, address)));
        }

        private static String filled(String text, Mailbox address) {
            return text.replace("%EMAILADDRESS%", address.toString())
                    .replace("%EMAILLOCALPART%", address.localPart())
                    .replace("%EMAILDOMAIN%", address.asciiDomain());
        }
    }

    private static Server server(XMLStreamReader xml) throws XMLStreamException {
        var server = new Server();
        server.type = Stream.ofNullable(xml.getAttributeValue(null, "type"))
                .findFirst()
                .orElse("");
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("outgoingServer")) {
                return server;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                take(server, xml.getLocalName(), xml);
            }
        }
        return server;
    }

    private static void take(Server server, String element, XMLStreamReader xml) throws XMLStreamException {
        switch (element) {
            case "hostname" -> server.hostname = text(xml);
            case "port" -> server.port = text(xml);
            case "socketType" -> server.socketType = text(xml);
            case "username" -> server.username = text(xml);
            case "authentication" -> server.authentication.add(text(xml));
            default -> {}
        }
    }

    private static String text(XMLStreamReader xml) throws XMLStreamException {
        var text = xml.getElementText().strip();
        return text.length() > LONGEST_TEXT ? "" : text;
    }
}
