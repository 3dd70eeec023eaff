package org.belfry.platform;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares names as people see them: without regard to case, width, accents, invisible characters, blanks, punctuation, and letters of
 * other scripts that look like Latin ones (the method of Unicode UTS 39, section 4, with a table for the letters a to z).
 */
public final class ConfusableNames {

    /** Longer names are compared by their beginning: none that is protected is nearly as long. */
    private static final int MOST_COMPARED = 1000;

    /** Each begins with the letter that the others look like. They are in lower case, without accents. */
    private static final List<String> LETTERS = List.of(
            "aаɑα⍺ᴀᎪꓮⲁꬱ",
            "bвьƅβʙƀɓᏴᏏꓐⲃҍъ฿",
            "cсςᴄᏟᏨꓚⲥꮯ¢ҫ",
            "dԁɗđᴅᎠᏧꓓꭰժ",
            "eеєεҽɇᴇ℮Ꭼꓰꬲⲉէ",
            "fϝƒꜰꞙẝꬵғքꓝ",
            "gɡɢԍցᏀᏳꓖǥ",
            "hһнհʜħᎻᏂꓧⲏ",
            "iіιıɩɪꙇᎥꓲⲓꭵ",
            "jјϳȷɉյᴊᎫꓙ",
            "kкκᴋƙᏦꓗⲕқҝ",
            "lӏłƚɫɭʟǀאון١۱ߊᏞꓡⳑլꮮ∣│⏽",
            "mмᴍᎷꓟⲙ",
            "nпηոռɴꓠⲛи",
            "oоοσօøɵᴏסہه०੦০๐໐ⲟꓳ೦",
            "pрρᴘᏢꓑⲣƿ",
            "qԛզգɋ",
            "rгᴦʀɼɽɍꭇⲅᏒᎡꓣꮁրᴙ",
            "sѕꜱꓢᏚꮪʂտ",
            "tтτᴛŧƫꓔⲧᎢ",
            "uυսʋᴜμꓴцꭎ",
            "vνѵᴠᏙᏉꓦⱱט",
            "wԝѡɯωᴡᎳᏔꓪաⱳ",
            "xхχҳꓫⲭ×ᕁ",
            "yуүұγʏƴɏỿᶌꭚᎩᎽꓬⲩ",
            "zʐᴢƶᏃꓜⲍʒζ");

    /** The same for capitals that do not look like their small letters. */
    private static final List<String> CAPITALS = List.of(
            "aΑА", "bΒВ", "cСϹ", "eΕЕ", "hΗН", "jЈ", "kΚК", "lΙІӀ", "mΜМ", "nΝП", "oΟО", "pΡР", "sЅ", "tΤТ", "xΧХ",
            "yΥҮУ", "zΖ");

    /** Digits and signs that are read as letters. The letter i and l are one. */
    private static final List<String> SIGNS = List.of("a@4", "b8", "e3", "l1!|i", "o0", "s5$", "t7");

    /** In circles, in squares, and regional indicators: the first of 26 each. */
    private static final int[] CAPITALS_IN_FRAMES = {0x1F150, 0x1F170, 0x1F1E6};

    private static final Map<Integer, Character> LETTER = table(LETTERS);
    private static final Map<Integer, Character> CAPITAL = table(CAPITALS);
    private static final Map<Integer, Character> SIGN = table(SIGNS);

    private ConfusableNames() {}

    /** Whether a reader may take one for the other. */
    public static boolean areConfusable(String one, String other) {
        return skeleton(one).equals(skeleton(other));
    }

    /** Whether a reader could mistake the name for Belfry's. */
    public static boolean isBelfry(String name) {
        return areConfusable(name, "belfry");
    }

    /** The same text for all names that look alike; empty for a name without letters and digits. */
    public static String skeleton(String name) {
        var compared = name.length() > MOST_COMPARED ? name.substring(0, MOST_COMPARED) : name;
        var plain = new StringBuilder(compared.length());
        Normalizer.normalize(compared, Normalizer.Form.NFKD)
                .codePoints()
                .map(ConfusableNames::withoutFrame)
                .map(letter -> CAPITAL.containsKey(letter) ? CAPITAL.get(letter) : letter)
                .map(letter -> LETTER.containsKey(letter) ? LETTER.get(letter) : letter)
                .forEach(plain::appendCodePoint);
        // Both ways, as some letters differ in one case only.
        var folded = Normalizer.normalize(
                plain.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        var skeleton = new StringBuilder(folded.length());
        folded.codePoints()
                .map(letter -> LETTER.containsKey(letter) ? LETTER.get(letter) : letter)
                .map(letter -> SIGN.containsKey(letter) ? SIGN.get(letter) : letter)
                .filter(Character::isLetterOrDigit)
                .filter(letter -> !isInvisible(letter))
                .forEach(skeleton::appendCodePoint);
        return skeleton.toString().replace("rn", "m").replace("vv", "w");
    }

    /** The symbols that are white capitals on black, and those that flags are made of: Unicode says of no letter that they stand for it. */
    private static int withoutFrame(int letter) {
        for (var first : CAPITALS_IN_FRAMES) {
            if (letter >= first && letter < first + LETTERS.size()) {
                return 'a' + letter - first;
            }
        }
        return letter;
    }

    /** Letters by their category, and nothing to see: the fillers of Hangul. */
    private static boolean isInvisible(int letter) {
        return letter == 0x115F || letter == 0x1160 || letter == 0x3164 || letter == 0xFFA0;
    }

    private static Map<Integer, Character> table(List<String> rows) {
        var table = new HashMap<Integer, Character>();
        for (var row : rows) {
            row.codePoints().skip(1).forEach(letter -> table.put(letter, row.charAt(0)));
        }
        return Map.copyOf(table);
    }
}
