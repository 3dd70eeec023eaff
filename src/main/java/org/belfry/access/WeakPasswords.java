package org.belfry.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Recognizes passwords that attackers try first: common ones and variants of them, repetitions, sequences, walks over the
 * keyboard, and names that are known here.
 */
final class WeakPasswords {

    /** A password found within this many guesses is refused: a patient attacker gets that many despite the lock-out. */
    private static final double TOO_FEW_GUESSES = 1e6;

    /** Characters that are measured: the time grows with their square, and a strong beginning is enough. */
    private static final int MEASURED = 64;

    /** If less than this remains without the names, the remainder adds nothing. */
    private static final int SHORT_REMAINDER = 6;

    private static final String PRODUCT = "belfry";

    /** Reads its dictionaries on first use. */
    private static final Zxcvbn MEASURE = new Zxcvbn();

    private WeakPasswords() {}

    /** @param names that a guesser would try, such as the account's; null for one that is not known */
    static boolean isOne(String password, List<String> names) {
        var known = new ArrayList<String>(List.of(PRODUCT));
        for (var name : names) {
            if (name != null && !name.isBlank()) {
                known.add(name.toLowerCase(Locale.ROOT));
            }
        }
        var begins = password.substring(0, Math.min(password.length(), MEASURED));
        return isLittleMoreThan(known, begins.toLowerCase(Locale.ROOT))
                || MEASURE.measure(begins, known).getGuesses() < TOO_FEW_GUESSES;
    }

    private static boolean isLittleMoreThan(List<String> names, String password) {
        var rest = password;
        for (var name : names) {
            rest = rest.replace(name, "");
        }
        return rest.length() < SHORT_REMAINDER && !rest.equals(password);
    }
}
