package org.belfry.platform;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.TreeSet;

/** Says what a path takes in one way: sorted, HEAD wherever there is GET, and OPTIONS answered by that alone. */
@Provider
public class AllowedMethods implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var allow = response.getHeaderString(HttpHeaders.ALLOW);
        if (allow == null) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.ALLOW, sorted(allow));
        if (request.getMethod().equals("OPTIONS") && response.getStatus() == 200) {
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.setStatus(204);
        }
    }

    static String sorted(String allow) {
        var methods = new TreeSet<String>();
        Characters.split(allow, ',').forEach(method -> methods.add(method.strip()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
