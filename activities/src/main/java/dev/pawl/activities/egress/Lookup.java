package dev.pawl.activities.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Says which machines a name stands for.
@FunctionalInterface
interface Lookup {

    List<InetAddress> of(String name) throws UnknownHostException;
}
