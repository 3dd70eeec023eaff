package org.belfry.access;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;

/** The routes of the API, as the audit log names them. */
final class Routes {

    private Routes() {}

    /** For example " /api/keys/{id}", with a leading blank; empty if the request reached no method. */
    static String of(Method method) {
        if (method == null) {
            return "";
        }
        var path = new StringBuilder(" /api");
        append(path, method.getDeclaringClass().getAnnotation(Path.class));
        append(path, method.getAnnotation(Path.class));
        return path.toString();
    }

    private static void append(StringBuilder path, Path more) {
        if (more != null) {
            var text = more.value();
            path.append(text.startsWith("/") ? "" : "/").append(withoutRules(text));
        }
    }

    /** Without the patterns that parameters must match: {@code {id}} for <code>{id: [0-9]{1,18}}</code>. */
    private static String withoutRules(String text) {
        var route = new StringBuilder(text);
        for (var colon = route.indexOf(":"); colon >= 0; colon = route.indexOf(":")) {
            var end = route.indexOf("}", colon);
            route.delete(colon, route.indexOf("}}", colon) == end ? end + 1 : end);
        }
        return route.toString();
    }
}
