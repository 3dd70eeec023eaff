package org.belfry.platform;

/** Query parameters, which JAX-RS would answer with 404 where they do not parse. */
public final class QueryParameters {

    private static final InputPattern DIGITS = InputPattern.of(20, "-?[0-9]{1,19}");

    private QueryParameters() {}

    /**
     * @param value null or empty where the parameter is absent
     * @throws Problem 400 where it is no whole number of at least {@code min}
     */
    public static long integer(String field, String value, long fallback, long min) {
        if (value == null || value.isEmpty()) {
            return fallback;
        }
        // Long.parseLong would take the digits of every script.
        if (!DIGITS.matches(value)) {
            throw Problem.invalid(field, "must be a whole number");
        }
        try {
            var number = Long.parseLong(value);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Problem.invalid(field, "must be a whole number");
        }
        throw Problem.invalid(field, "must be at least %s", min);
    }

    /** @throws Problem 400 for anything but {@code true} and {@code false} */
    public static boolean bool(String field, String value) {
        if (value == null || value.isEmpty() || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw Problem.invalid(field, "must be true or false");
    }

    /** @throws Problem 400 where a text that is looked for in the database cannot be in it */
    public static String text(String field, String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw Problem.invalid(field, "must not contain the character U+0000");
        }
        return value == null || value.isEmpty() ? null : value;
    }
}
