package org.belfry.platform;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;

/** Sentences in a column of the database, so that each of their readers has them in a language of their own: a JSON array of the pattern and its values. */
public final class StoredSentence {

    private static final char BEGINNING = '[';

    private StoredSentence() {}

    /** @param most characters that the column takes: of a sentence that would need more, its English is kept, as far as that goes */
    public static String text(Sentence sentence, int most) {
        var text = json(sentence).build().toString();
        if (text.length() <= most) {
            return text;
        }
        var english = sentence.english();
        return english.length() <= most ? english : english.substring(0, most - 1) + "…";
    }

    private static JsonArrayBuilder json(Sentence sentence) {
        var json = JsonOutput.array().add(sentence.pattern());
        for (var value : sentence.values()) {
            if (value instanceof Sentence inner) {
                json.add(json(inner));
            } else {
                json.add(String.valueOf(value));
            }
        }
        return json;
    }

    /** What was kept. */
    public static Sentence of(String text) {
        if (text.charAt(0) != BEGINNING) {
            return Sentence.asIs(text);
        }
        try {
            return sentence(JsonBodies.parseValue(text).asJsonArray());
        } catch (Problem e) {
            return Sentence.asIs(text);
        }
    }

    private static Sentence sentence(JsonArray json) {
        return new Sentence(
                FormerWordings.current(json.getString(0)),
                Arrays.asList(json.stream().skip(1).map(StoredSentence::value).toArray()));
    }

    private static Object value(JsonValue json) {
        return json instanceof JsonArray inner ? sentence(inner) : ((JsonString) json).getString();
    }
}
