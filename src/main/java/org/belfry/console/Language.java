package org.belfry.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.belfry.platform.AcceptedLanguages;
import org.belfry.platform.CurrentRequest;

/** In which language the pages are: the one that was chosen in this browser, else the first of the browser's that there is. */
@Named("language")
@RequestScoped
public class Language {

    /** The cookie that the pages' scripts write too. */
    static final String COOKIE = "belfry_language";

    private static final Map<String, String> NAMES = new TreeMap<>(Map.of("de", "Deutsch", "en", "English"));

    @Inject
    private CurrentRequest request;

    private Locale locale;

    public Locale getLocale() {
        if (locale == null) {
            var cookies = request.get().getCookies() == null
                    ? Stream.<String>empty()
                    : Arrays.stream(request.get().getCookies())
                            .filter(cookie -> cookie.getName().equals(COOKIE))
                            .map(cookie -> cookie.getValue());
            var wanted = AcceptedLanguages.of(request.get()).locales().stream();
            locale = Stream.concat(cookies.map(Locale::forLanguageTag), wanted)
                    .filter(one -> NAMES.containsKey(one.getLanguage()))
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        }
        return locale;
    }

    public String getCode() {
        return getLocale().getLanguage();
    }

    /** Code and name of each. */
    public List<Map.Entry<String, String>> getAll() {
        return List.copyOf(NAMES.entrySet());
    }
}
