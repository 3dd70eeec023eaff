package org.belfry.stream;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the headers of the opening request for the endpoint, which is not shown them. The user properties are those of
 * the one connection (Jakarta WebSocket 2.1, 6.1.6).
 */
public class Handshake extends ServerEndpointConfig.Configurator {

    private static final String KEY = Handshake.class.getName();
    private static final String ADDRESS_KEY = KEY + ".address";

    /** The client's address, while its opening request is being answered. */
    private static final ThreadLocal<String> ADDRESS = new ThreadLocal<>();

    /** The headers that {@link StreamAccess} decides by. */
    static final List<String> KEPT = List.of("x-api-key", "authorization", "cookie", "origin", "host");

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        var kept = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.getHeaders().forEach((name, values) -> {
            if (KEPT.stream().anyMatch(name::equalsIgnoreCase) && !values.isEmpty()) {
                kept.put(name, String.join("; ", values));
            }
        });
        config.getUserProperties().put(KEY, kept);
        var address = ADDRESS.get();
        if (address != null) {
            config.getUserProperties().put(ADDRESS_KEY, address);
        }
    }

    /** @param clientAddress of the request that this thread answers; null when it is answered */
    static void comesFrom(String clientAddress) {
        if (clientAddress == null) {
            ADDRESS.remove();
        } else {
            ADDRESS.set(clientAddress);
        }
    }

    /** The client's address when it opened the connection; null where the server answers such requests on other threads. */
    static String address(Map<String, Object> userProperties) {
        return (String) userProperties.get(ADDRESS_KEY);
    }

    /** The headers of a connection, by name in any case. */
    @SuppressWarnings("unchecked")
    static Map<String, String> headers(Map<String, Object> userProperties) {
        return (Map<String, String>) userProperties.getOrDefault(KEY, Map.of());
    }
}
