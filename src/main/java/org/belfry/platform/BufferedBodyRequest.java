package org.belfry.platform;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request whose body has been read before it is handled, or will never be read. Nothing behind it reaches the
 * connection, not even by reading a parameter, so no thread ever waits for a client.
 */
public final class BufferedBodyRequest extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** Written by the thread that read the body, before another one goes on with the request. */
    private volatile byte[] body = {};

    private volatile Problem refusal;

    private Map<String, String[]> parameters;

    /** With an empty body. */
    public BufferedBodyRequest(HttpServletRequest request) {
        super(request);
    }

    /** @param bytes the whole body */
    public BufferedBodyRequest fill(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** Thrown instead of returning the body. */
    public BufferedBodyRequest refuse(Problem problem) {
        refusal = problem;
        return this;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(new ByteArrayInputStream(body), refusal);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public Collection<Part> getParts() {
        throw new IllegalStateException("No form here has parts");
    }

    @Override
    public Part getPart(String name) {
        throw new IllegalStateException("No form here has parts");
    }

    @Override
    public String getParameter(String name) {
        var values = parameters().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String[] getParameterValues(String name) {
        var values = parameters().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    /** Those of the query come first, as the servlet specification has it (3.1). */
    private Map<String, String[]> parameters() {
        if (parameters == null) {
            var read = new LinkedHashMap<String, List<String>>();
            add(read, getQueryString());
            if (isForm(getContentType())) {
                add(read, new String(body, StandardCharsets.ISO_8859_1));
            }
            var all = new LinkedHashMap<String, String[]>();
            read.forEach((name, values) -> all.put(name, values.toArray(String[]::new)));
            parameters = Collections.unmodifiableMap(all);
        }
        return parameters;
    }

    private static boolean isForm(String contentType) {
        return contentType != null
                && Characters.split(contentType, ';').get(0).strip().equalsIgnoreCase(FORM);
    }

    private static void add(Map<String, List<String>> into, String encoded) {
        if (encoded == null) {
            return;
        }
        for (var pair : Characters.split(encoded, '&')) {
            var cut = pair.indexOf('=');
            var name = decoded(cut < 0 ? pair : pair.substring(0, cut));
            var value = decoded(cut < 0 ? "" : pair.substring(cut + 1));
            if (!pair.isEmpty() && name != null && value != null) {
                into.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            }
        }
    }

    /** Null if it is not well encoded. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The end of reading a refused body: an exception that readers expect. */
    static final class RefusedBody extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        RefusedBody(Problem problem) {
            super(problem.getMessage());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;
        private final Problem refusal;

        Bytes(ByteArrayInputStream bytes, Problem refusal) {
            this.bytes = bytes;
            this.refusal = refusal;
        }

        @Override
        public int read() throws RefusedBody {
            check();
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws RefusedBody {
            check();
            return bytes.read(into, from, length);
        }

        private void check() throws RefusedBody {
            if (refusal != null) {
                throw new RefusedBody(refusal);
            }
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return refusal == null && bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body has been read already");
        }
    }
}
