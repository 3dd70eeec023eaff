package org.belfry.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as the JAX-RS implementations get it: what they would read in different ways, or refuse with a page of their
 * own before anybody asks a mapper, is told them in a way that they agree on.
 */
final class ApiRequest extends LanguageRequest {

    /** Any other, in the very same letters, is one method that no path takes. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String CONTENT_ENCODING = "Content-Encoding";
    private static final String ACCEPT = "Accept";
    private static final String JSON = "application/json";

    /** What RFC 9110 (8.3) lets a server take a body for that does not say what it is. Events may be of it, nothing else. */
    private static final String UNKNOWN = "application/octet-stream";

    private final String method;
    private final Map<String, String> replaced = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ApiRequest(HttpServletRequest request) {
        super(request);
        method = METHODS.contains(request.getMethod()) ? request.getMethod() : "UNKNOWN";
        // The API answers in the one form it has (see AcceptedTypes for the exception), as RFC 9110 (12.5.1) lets it.
        if (request.getHeader(ACCEPT) != null) {
            AcceptedTypes.keep(request);
            replaced.put(ACCEPT, "*/*");
        }
        var types = Collections.list(request.getHeaders(CONTENT_TYPE));
        if (isEncoded(request)) {
            replaced.put(CONTENT_ENCODING, null);
            replaced.put(CONTENT_TYPE, UNKNOWN);
        } else if (!types.isEmpty()) {
            replaced.put(CONTENT_TYPE, types.size() == 1 ? mediaType(types.get(0)) : UNKNOWN);
        } else if (!List.of("GET", "HEAD", "OPTIONS").contains(method)) {
            // Whoever sends nothing is told that there is nothing, and not that it is of the wrong type.
            replaced.put(CONTENT_TYPE, RequestValidationFilter.hasBody(request) ? UNKNOWN : JSON);
        }
    }

    /** Type and subtype alone; {@link #UNKNOWN} where that is malformed, or in another encoding than UTF-8. */
    static String mediaType(String header) {
        return ContentType.parse(header)
                .filter(type -> !type.isOfAnotherCharset())
                .map(ContentType::type)
                .orElse(UNKNOWN);
    }

    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(CONTENT_ENCODING)).stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"));
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getContentType() {
        return replaced.containsKey(CONTENT_TYPE) ? replaced.get(CONTENT_TYPE) : super.getContentType();
    }

    @Override
    public String getHeader(String name) {
        return replaced.containsKey(name) ? replaced.get(name) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!replaced.containsKey(name)) {
            return super.getHeaders(name);
        }
        var value = replaced.get(name);
        return Collections.enumeration(value == null ? List.of() : List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        var names = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(super.getHeaderNames()).forEach(name -> names.put(name, name));
        replaced.forEach((name, value) -> {
            if (value == null) {
                names.remove(name);
            } else {
                names.put(name, value);
            }
        });
        return Collections.enumeration(names.keySet());
    }
}
