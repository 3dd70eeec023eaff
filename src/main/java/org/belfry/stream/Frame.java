package org.belfry.stream;

import org.belfry.inbox.InboxesChanged.Change;
import org.belfry.platform.JsonOutput;

/**
 * A frame of the stream, written once for all who watch the inbox.
 *
 * @param modseq of the change that it tells
 */
record Frame(long modseq, String text) {

    /** Null for a change that nobody is told of. */
    static Frame of(Change change) {
        return switch (change.kind()) {
            case NOTIFICATION -> new Frame(change.modseq(), notification(change));
            case READ_ALL -> new Frame(change.modseq(), counters("read-all", change.modseq(), change.unreadCount()));
            case RESET -> new Frame(change.modseq(), counters("reset", change.modseq(), change.unreadCount()));
            case SILENT -> null;
        };
    }

    private static String notification(Change change) {
        var json = new StringBuilder(640).append("{\"frame\":\"notification\",\"notification\":");
        change.notification().appendTo(json);
        return json.append(",\"modseq\":")
                .append(change.modseq())
                .append(",\"unreadCount\":")
                .append(change.unreadCount())
                .append('}')
                .toString();
    }

    /** A frame that tells the state of the inbox only. */
    static String counters(String frame, long modseq, long unreadCount) {
        return "{\"frame\":\"" + frame + "\",\"modseq\":" + modseq + ",\"unreadCount\":" + unreadCount + "}";
    }

    /** What was wrong with something the client sent. */
    static String error(String sentence) {
        return "{\"frame\":\"error\",\"error\":" + JsonOutput.quoted(sentence) + "}";
    }
}
