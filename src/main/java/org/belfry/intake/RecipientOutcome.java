package org.belfry.intake;

import java.util.List;
import org.belfry.audience.Decision;
import org.belfry.catalog.Channel;
import org.belfry.intake.EventOutcome.Outcome;

/**
 * What became of an event for one recipient.
 *
 * @param notificationId of the notification in the recipient's inbox, or of the one in which it is counted; null where there is
 *     none
 * @param decisions one for each channel
 */
record RecipientOutcome(
        long recipientId, String recipient, Outcome outcome, Long notificationId, List<Decision> decisions) {

    /** Why the recipient is not told anew; null for one who is. */
    String reason() {
        return switch (outcome) {
            case NOTIFIED -> null;
            case COLLAPSED -> "collapsed";
            case REFUSED -> "recipient_disabled";
            case WITHHELD ->
                decisions.stream()
                        .filter(decision -> decision.channel() == Channel.IN_APP)
                        .findFirst()
                        .map(decision -> decision.reason().code())
                        .orElse(null);
        };
    }

    /**
     * As the recipient may see it: an endpoint of the organization's is none of theirs.
     *
     * @param called whether an endpoint of the recipient's own is called
     */
    RecipientOutcome withOwnWebhooks(boolean called) {
        return new RecipientOutcome(
                recipientId,
                recipient,
                outcome,
                notificationId,
                decisions.stream()
                        .map(decision -> decision.channel() == Channel.WEBHOOK && decision.notified() && !called
                                ? new Decision(Channel.WEBHOOK, false, Decision.Reason.NO_ADDRESS, decision.grounds())
                                : decision)
                        .toList());
    }

    /** The codes of the channels on which the recipient is told. */
    List<String> channels() {
        return decisions.stream()
                .filter(Decision::notified)
                .map(decision -> decision.channel().code())
                .toList();
    }
}
