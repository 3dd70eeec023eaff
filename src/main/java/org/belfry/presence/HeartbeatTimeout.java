package org.belfry.presence;

/**
 * Who is silent at present.
 *
 * @param now Unix seconds
 * @param timeout seconds after its last heartbeat for which an agent is taken for online
 */
record HeartbeatTimeout(long now, int timeout) {

    /** Who was last seen before this second. Not each heartbeat is noted, and nobody is alarmed for one that was not. */
    long before() {
        return now - timeout - HeartbeatRecorder.NOTED_EVERY;
    }

    /**
     * Whether anybody was there to hear.
     *
     * @param upSince the second since which Belfry has been up all the time, on some node or other
     */
    boolean isKnown(long upSince) {
        return upSince < before();
    }
}
