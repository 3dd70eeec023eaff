package org.belfry.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Knows passwords that are among the first that anybody tries: common ones and variants of them, repetitions, sequences, walks over the
 * keyboard, and names that everybody knows here.
 */
final class GuessablePasswords {

    /** So many guesses find it: what a patient guesser has behind all our locks, and a list of common passwords at once. */
    private static final double TOO_FEW_GUESSES = 1e6;

    /** Characters that are looked at: the time that it takes grows with their square, and what begins so does not end better. */
    private static final int LOOKED_AT = 64;

    /** Shorter than that, what is left without the names adds nothing. */
    private static final int OF_ITS_OWN = 6;

    private static final String PRODUCT = "belfry";

    /** Its dictionaries are read at the first use. */
    private static final Zxcvbn MEASURE = new Zxcvbn();

    private GuessablePasswords() {}

    /** @param names that a guesser would try, such as the account's; null for one that is not known */
    static boolean isOne(String password, List<String> names) {
        var known = new ArrayList<String>(List.of(PRODUCT));
        for (var name : names) {
            if (name != null && !name.isBlank()) {
                known.add(name.toLowerCase(Locale.ROOT));
            }
        }
        var begins = password.substring(0, Math.min(password.length(), LOOKED_AT));
        return isLittleMoreThan(known, begins.toLowerCase(Locale.ROOT))
                || MEASURE.measure(begins, known).getGuesses() < TOO_FEW_GUESSES;
    }

    private static boolean isLittleMoreThan(List<String> names, String password) {
        var rest = password;
        for (var name : names) {
            rest = rest.replace(name, "");
        }
        return rest.length() < OF_ITS_OWN && !rest.equals(password);
    }
}
