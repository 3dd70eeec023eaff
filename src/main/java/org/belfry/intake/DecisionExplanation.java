package org.belfry.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.platform.Sentences;

/** Says in sentences what was decided for a recipient of an event, for somebody who knows nothing of how that is done. */
final class DecisionExplanation {

    private final String type;
    private final String dedupKey;
    private final RecipientOutcome result;
    private final Sentences sentences;

    /**
     * @param dedupKey null if the reader must not see it
     * @param language of the sentences
     */
    DecisionExplanation(String type, String dedupKey, RecipientOutcome result, Locale language) {
        this.type = type;
        this.dedupKey = dedupKey;
        this.result = result;
        this.sentences = sentences(language);
    }

    static Sentences sentences(Locale language) {
        return new Sentences("org.belfry.intake.sentences", language);
    }

    /** What became of the event for the recipient, as a whole. */
    String summary() {
        var name = result.recipient();
        return switch (result.outcome()) {
            case NOTIFIED -> sentences.of("notified", name, where());
            case COLLAPSED ->
                sentences.of(
                        (dedupKey == null ? "collapsed.alike" : "collapsed")
                                + (result.notificationId() == null ? "" : ".in"),
                        name,
                        type,
                        dedupKey,
                        result.notificationId());
            case WITHHELD -> sentences.of("withheld", name);
            case REFUSED -> sentences.of("refused", name);
        };
    }

    private String where() {
        return result.decisions().stream()
                .filter(Decision::notified)
                .map(decision -> sentences.of("where." + decision.channel().code()))
                .collect(Collectors.joining(" " + sentences.of("and") + " "));
    }

    /** Why the recipient is told on a channel, or is not. */
    String of(Decision decision) {
        var channel = sentences.of("channel." + decision.channel().code());
        return sentences.of(
                        (decision.notified() ? "told." : "not_told.")
                                + decision.channel().code(),
                        channel,
                        because(decision))
                + (decision.notified() && decision.grounds() != null ? waiting(decision) : "");
    }

    private String because(Decision decision) {
        var name = result.recipient();
        var reason = decision.reason().code();
        return switch (decision.reason()) {
            case COLLAPSED ->
                result.notificationId() == null
                        ? sentences.of(reason + ".earlier")
                        : sentences.of(reason + ".number", result.notificationId());
            case NO_ADDRESS ->
                sentences.of(reason + (decision.channel() == Channel.EMAIL ? ".email" : ".webhook"), name)
                        + wanted(decision);
            case MANDATORY ->
                sentences.of(reason, type)
                        + (Boolean.FALSE.equals(decision.grounds().chosen())
                                ? " " + sentences.of("mandatory.chosen_off", name)
                                : "");
            default -> sentences.of(reason, type, name);
        };
    }

    /** Of one who has no address: why there was something to be told all the same. */
    private String wanted(Decision decision) {
        var grounds = decision.grounds();
        if (grounds == null) {
            return "";
        }
        if (Boolean.TRUE.equals(grounds.chosen())) {
            return " " + sentences.of("wanted.chosen", type);
        }
        return " " + sentences.of(grounds.overridden() ? "wanted.organization" : "wanted.default", type);
    }

    /** What it waits for; or, of what is critical, what it does not wait for. */
    private String waiting(Decision decision) {
        var grounds = decision.grounds();
        if (grounds.quietUntil() == null && grounds.digest() == null) {
            return "";
        }
        var what = grounds.digest() == null ? "quiet" : grounds.quietUntil() == null ? "digest" : "both";
        var digest = grounds.digest() == null
                ? ""
                : sentences.of("digest." + grounds.digest().every().code(), result.recipient());
        return " "
                + (grounds.waits()
                        ? sentences.of("waits." + what, result.recipient(), digest, time(decision.waitsUntil()))
                        : sentences.of("critical." + what, result.recipient(), digest));
    }

    private String time(long second) {
        return DateTimeFormatter.ofPattern(sentences.of("time"), sentences.language())
                .format(Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC));
    }
}
