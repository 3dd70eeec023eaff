package org.belfry.threshold;

import jakarta.json.JsonObject;
import org.belfry.inbox.Event;
import org.belfry.inbox.SourceReport;
import org.belfry.platform.JsonOutput;

/** The event that a threshold raises, as a producer would post it. */
final class ThresholdEvent {

    private ThresholdEvent() {}

    /**
     * @param eventKey of the events that counted, or null
     * @param amount how much came together
     * @param at the second in which it was too much
     * @param last the last event that counted: the alarm is about the same; null where it is gone
     */
    static JsonObject of(Threshold threshold, String keyHash, String eventKey, long amount, long at, Event last) {
        var settings = threshold.settings();
        var condition = settings.condition();
        var raisedEvent = settings.raisedEvent();
        var recipients = JsonOutput.array();
        raisedEvent.recipients().forEach(recipients::add);
        var topics = JsonOutput.array();
        raisedEvent.topics().forEach(topics::add);
        // "value" and "threshold", "used" and "limit" are what the templates of shipped types call them.
        var data = JsonOutput.object()
                .add("rule", settings.name())
                .add(HitRecorder.MARK, threshold.id())
                .add("type", condition.type())
                .add("key", JsonOutput.of(eventKey))
                .add("within", condition.within())
                .add("value", amount)
                .add("threshold", condition.amount())
                .add("used", amount)
                .add("limit", condition.amount())
                .add("at", at);
        var alarm = JsonOutput.object()
                .add("type", raisedEvent.raises())
                .add("recipients", recipients)
                .add("topics", topics)
                .add("dedup_key", "threshold:" + threshold.id() + ":" + keyHash)
                .add("data", data);
        if (last != null && last.source() != null) {
            alarm.add("source", source(last.source()));
        }
        if (last != null && last.content().link() != null) {
            alarm.add("link", last.content().link());
        }
        return alarm.build();
    }

    /** A reference only: what is known of it now stands in its row. */
    private static JsonObject source(SourceReport source) {
        var id = source.numericId() ? JsonOutput.of(Long.valueOf(source.id())) : JsonOutput.of(source.id());
        return JsonOutput.object().add("type", source.type()).add("id", id).build();
    }
}
