package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** This run of this server: nobody else ever leases under its name. */
@ApplicationScoped
public class Node {

    private final String name =
            host() + "-" + ProcessHandle.current().pid() + "-" + Secrets.token().substring(0, 8);

    public String name() {
        return name;
    }

    private static String host() {
        try {
            var host = InetAddress.getLocalHost().getHostName();
            return host.substring(0, Math.min(host.length(), 60));
        } catch (UnknownHostException e) {
            return "node";
        }
    }
}
