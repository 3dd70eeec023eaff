package org.belfry.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/** A request whose languages are {@link AcceptedLanguages}, as everybody behind {@link RequestValidationFilter} gets it. */
class LanguageRequest extends HttpServletRequestWrapper {

    private static final String ACCEPT_LANGUAGE = "Accept-Language";

    private final AcceptedLanguages languages;

    LanguageRequest(HttpServletRequest request) {
        super(request);
        languages = AcceptedLanguages.of(request);
    }

    @Override
    public String getHeader(String name) {
        return ACCEPT_LANGUAGE.equalsIgnoreCase(name) ? languages.header() : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (!ACCEPT_LANGUAGE.equalsIgnoreCase(name)) {
            return super.getHeaders(name);
        }
        return Collections.enumeration(languages.header() == null ? List.of() : List.of(languages.header()));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !ACCEPT_LANGUAGE.equalsIgnoreCase(name) || languages.header() != null)
                .toList());
    }

    @Override
    public Locale getLocale() {
        return getLocales().nextElement();
    }

    @Override
    public Enumeration<Locale> getLocales() {
        var locales = languages.locales();
        return Collections.enumeration(locales.isEmpty() ? List.of(Locale.getDefault()) : locales);
    }
}
