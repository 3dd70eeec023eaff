package org.belfry.stream;

import org.belfry.inbox.InboxesChanged.InboxChange;
import org.belfry.platform.JsonOutput;

/**
 * A frame of the stream, written once for all who watch the inbox.
 *
 * @param modseq how far a client has come that has seen it; {@link #NOWHERE} where it says nothing of that
 */
record StreamFrame(long modseq, String text) {

    static final long NOWHERE = -1;

    private static final StreamFrame PONG = new StreamFrame(NOWHERE, "{\"frame\":\"pong\"}");

    /** Null for a change that nobody is told of. */
    static StreamFrame of(InboxChange change) {
        return switch (change.kind()) {
            case NOTIFICATION -> new StreamFrame(change.modseq(), notification(change));
            case READ_ALL -> counters("read-all", change.modseq(), change.unreadCount());
            case RESET -> counters("reset", change.modseq(), change.unreadCount());
            case SILENT -> null;
        };
    }

    private static String notification(InboxChange change) {
        var json = new StringBuilder(640).append("{\"frame\":\"notification\",\"notification\":");
        change.notification().appendTo(json);
        return json.append(",\"modseq\":")
                .append(change.modseq())
                .append(",\"unreadCount\":")
                .append(change.unreadCount())
                .append('}')
                .toString();
    }

    /**
     * What a session begins with.
     *
     * @param position where it begins: changes after that follow
     * @param modseq of the inbox at present
     */
    static StreamFrame hello(long position, long modseq, long unreadCount) {
        return new StreamFrame(position, countersText("hello", modseq, unreadCount));
    }

    /** The client is to list again. */
    static StreamFrame reset(long modseq, long unreadCount) {
        return counters("reset", modseq, unreadCount);
    }

    private static StreamFrame counters(String frame, long modseq, long unreadCount) {
        return new StreamFrame(modseq, countersText(frame, modseq, unreadCount));
    }

    private static String countersText(String frame, long modseq, long unreadCount) {
        return "{\"frame\":\"" + frame + "\",\"modseq\":" + modseq + ",\"unreadCount\":" + unreadCount + "}";
    }

    /** What was wrong with something the client sent. */
    static StreamFrame error(String sentence) {
        return new StreamFrame(NOWHERE, "{\"frame\":\"error\",\"error\":" + JsonOutput.quoted(sentence) + "}");
    }

    /** The answer to a client that asks whether somebody is there. */
    static StreamFrame pong() {
        return PONG;
    }
}
