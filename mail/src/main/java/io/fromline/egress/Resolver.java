package io.fromline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up a host name's addresses; may block. */
@FunctionalInterface
public interface Resolver {

    /** The addresses in the order in which to try them. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** Asks the operating system. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));
}
