package org.belfry.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;

/** Says in sentences what was decided for a recipient of an event, for somebody who knows nothing of how that is done. */
final class Explanation {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final String type;
    private final String dedupKey;
    private final Told told;

    Explanation(String type, String dedupKey, Told told) {
        this.type = type;
        this.dedupKey = dedupKey;
        this.told = told;
    }

    /** What became of the event for the recipient, as a whole. */
    String summary() {
        var name = told.recipient();
        return switch (told.outcome()) {
            case NOTIFIED -> name + " was told " + where(told.decisions()) + ".";
            case COLLAPSED ->
                name + " was not told anew: for a while, events of the type " + type + " with the key " + dedupKey
                        + " are one notification"
                        + (told.notificationId() == null
                                ? "."
                                : ", and this one is counted in number " + told.notificationId() + ".");
            case WITHHELD -> name + " was not told on any channel.";
            case REFUSED -> name + " was not told: this recipient is disabled.";
        };
    }

    private static String where(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision::told)
                .map(decision -> switch (decision.channel()) {
                    case IN_APP -> "in the inbox";
                    case EMAIL -> "by e-mail";
                    case WEBHOOK -> "by webhook";
                })
                .collect(Collectors.joining(" and "));
    }

    /** Why the recipient is told on a channel, or is not. */
    String of(Decision decision) {
        return name(decision.channel()) + (decision.told() ? ": told, " : ": not told, ") + because(decision) + "."
                + (decision.told() && decision.grounds() != null ? waiting(decision) : "");
    }

    private String because(Decision decision) {
        var name = told.recipient();
        return switch (decision.reason()) {
            case UNKNOWN_TYPE -> "as the type " + type + " is unknown";
            case RECIPIENT_DISABLED -> "as " + name + " is disabled, and told nothing at all";
            case COLLAPSED ->
                "as this event is counted in an earlier notification"
                        + (told.notificationId() == null ? "" : ", number " + told.notificationId());
            case NO_ADDRESS ->
                "as " + name + " has no " + (decision.channel() == Channel.EMAIL ? "e-mail address" : "webhook")
                        + wanted(decision);
            default -> wish(decision);
        };
    }

    /** What the organization, the type and the recipient want. */
    private String wish(Decision decision) {
        var name = told.recipient();
        return switch (decision.reason()) {
            case TYPE_DEFAULT -> "as " + type + " goes there by default";
            case NOT_DEFAULT -> "as " + type + " does not go there by default, and " + name + " did not switch it on";
            case ORGANIZATION_ON -> "as the organization's admins set " + type + " to go there";
            case ORGANIZATION_OFF ->
                "as the organization's admins set " + type + " not to go there, and " + name + " did not switch it on";
            case NOT_ALLOWED ->
                "as the organization's admins do not allow " + type + " to go there, whatever a recipient chooses";
            case MANDATORY ->
                "as " + type + " is mandatory, and no recipient can switch it off"
                        + (Boolean.FALSE.equals(decision.grounds().chosen()) ? "; " + name + " had done so" : "");
            case CHOSEN_ON -> "as " + name + " switched it on for " + type;
            case CHOSEN_OFF -> "as " + name + " switched it off for " + type;
            default -> "";
        };
    }

    /** Of one who has no address: why there was something to be told all the same. */
    private String wanted(Decision decision) {
        var grounds = decision.grounds();
        if (grounds == null) {
            return "";
        }
        if (Boolean.TRUE.equals(grounds.chosen())) {
            return "; " + type + " would go there, as it was switched on";
        }
        return "; " + type + " would go there "
                + (grounds.overridden() ? "by the organization's default" : "by default");
    }

    /** What it waits for; or, of what is critical, what it does not wait for. */
    private String waiting(Decision decision) {
        var grounds = decision.grounds();
        var quiet = grounds.quietUntil() == null ? "" : " It came within the quiet hours of " + told.recipient();
        var digest = grounds.digest() == null
                ? ""
                : "the " + grounds.digest().every().adverb() + " digest of " + told.recipient();
        if (quiet.isEmpty() && digest.isEmpty()) {
            return "";
        }
        if (!grounds.waits()) {
            return digest.isEmpty()
                    ? quiet + ", for which it does not wait, as it is critical."
                    : (quiet.isEmpty()
                                    ? " It does not wait for " + digest
                                    : quiet + ", and does not wait for " + digest)
                            + ", as it is critical.";
        }
        var until = " until "
                + TIME.format(Instant.ofEpochSecond(decision.waitsUntil()).atZone(ZoneOffset.UTC)) + ".";
        if (digest.isEmpty()) {
            return quiet + ", and waits" + until;
        }
        return (quiet.isEmpty() ? " It waits for " : quiet + ", and waits for ") + digest + until;
    }

    private static String name(Channel channel) {
        return switch (channel) {
            case IN_APP -> "In-app";
            case EMAIL -> "E-mail";
            case WEBHOOK -> "Webhook";
        };
    }
}
