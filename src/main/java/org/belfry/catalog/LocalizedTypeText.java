package org.belfry.catalog;

import java.util.Map;

/**
 * What a type says, and what is said of it, in one language.
 *
 * @param language BCP 47 tag of the templates' language
 * @param description null for none
 * @param title template
 * @param message template
 * @param variables the members of {@code data} that the templates use, and what each is; null where nobody says
 */
public record LocalizedTypeText(
        String language, String description, String title, String message, Map<String, String> variables) {}
