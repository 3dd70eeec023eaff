package org.belfry.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.belfry.platform.ContentType;

/** CloudEvents in the binary mode of the HTTP binding (1.0.2, 3.1): the attributes in headers, the data in the body. */
final class CloudEventHeaders {

    private static final String PREFIX = "ce-";

    /** Attributes by name, with the lines of each. */
    private final Map<String, List<String>> lines = new TreeMap<>();

    private final List<String> contentTypes;

    private CloudEventHeaders(List<String> contentTypes) {
        this.contentTypes = contentTypes;
    }

    /** @param request as it was sent */
    static CloudEventHeaders of(HttpServletRequest request) {
        var headers = new CloudEventHeaders(Collections.list(request.getHeaders("Content-Type")));
        for (var name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX)) {
                headers.add(lower, Collections.list(request.getHeaders(name)));
            }
        }
        return headers;
    }

    /** For a test. */
    static CloudEventHeaders of(Map<String, List<String>> headers, List<String> contentTypes) {
        var read = new CloudEventHeaders(contentTypes);
        headers.forEach((name, values) -> read.add(name.toLowerCase(Locale.ROOT), values));
        return read;
    }

    private void add(String header, List<String> values) {
        lines.put(header.substring(PREFIX.length()), values);
    }

    /**
     * Whether there is a CloudEvent in them: the version says so, or all the rest of what every CloudEvent has, so that the
     * version was forgotten.
     */
    boolean areThere() {
        return lines.containsKey("specversion") || lines.keySet().containsAll(List.of("id", "source", "type"));
    }

    /** @throws org.belfry.platform.Problem 400 that names each header in which something is wrong */
    CloudEventPost read(byte[] body) {
        var attributes = new CloudEventAttributes(CloudEventHeaders::header);
        lines.forEach((name, values) -> add(attributes, name, values));
        if (contentTypes.size() == 1) {
            attributes.add("datacontenttype", contentTypes.get(0).strip());
        } else if (contentTypes.size() > 1) {
            attributes.reject("datacontenttype", "must occur only once");
        }
        var event = attributes.build();
        var type = event.getDataContentType();
        return new CloudEventPost(
                event,
                CloudEventPayload.of(
                        body, type == null ? null : ContentType.parse(type).orElseThrow()),
                CloudEventHeaders::header);
    }

    private static void add(CloudEventAttributes attributes, String name, List<String> values) {
        if (values.size() > 1) {
            attributes.reject(name, "must occur only once");
        } else if (name.equals("datacontenttype")) {
            attributes.reject(PREFIX + name, "must not be sent: use Content-Type instead");
        } else {
            try {
                attributes.add(name, CloudEventStrings.decode(values.get(0)));
            } catch (CloudEventStrings.Undecodable e) {
                attributes.reject(name, e.sentence());
            }
        }
    }

    private static String header(String attribute) {
        if (attribute.equals("datacontenttype")) {
            return "Content-Type";
        }
        return attribute.startsWith(PREFIX) ? attribute : PREFIX + attribute;
    }
}
