package org.belfry.inbox.model;

import java.util.ArrayList;
import java.util.List;

/** What the answers about one shared inbox add up to. */
final class Ledger {

    private final List<Long> ids = new ArrayList<>();
    private final List<Long> claimed = new ArrayList<>();
    private long created;
    private long read;
    private long deleted;
    private long modseqs;
    private long broadcasts;
    private long untold;

    /** Of notifications whose creation was answered. */
    synchronized List<Long> latestIds(int most) {
        return List.copyOf(ids.subList(Math.max(0, ids.size() - most), ids.size()));
    }

    synchronized void created(long id) {
        ids.add(id);
        created++;
        modseqs++;
    }

    synchronized void collapsed() {
        modseqs++;
    }

    /** Each takes one modseq. */
    synchronized void read(int count) {
        read += count;
        modseqs += count;
    }

    /** All of them together take one modseq. */
    synchronized void readAll(int count) {
        read += count;
        modseqs += Math.min(1, count);
    }

    synchronized void deleted(int count) {
        deleted += count;
        modseqs += Math.min(1, count);
    }

    synchronized void claimed(List<Long> some) {
        claimed.addAll(some);
        modseqs += Math.min(1, some.size());
    }

    /** Counts for all inboxes. */
    synchronized void broadcast() {
        broadcasts++;
    }

    /** A call whose answer does not say what it changed. */
    synchronized void changed() {
        untold++;
    }

    /** Without broadcasts. */
    synchronized long created() {
        return created;
    }

    synchronized long read() {
        return read;
    }

    synchronized long deleted() {
        return deleted;
    }

    synchronized List<Long> claimed() {
        return List.copyOf(claimed);
    }

    synchronized long broadcasts() {
        return broadcasts;
    }

    /** Those that the answers account for, without broadcasts: all of them if the ledger {@link #isComplete}. */
    synchronized long modseqs() {
        return modseqs;
    }

    synchronized boolean isComplete() {
        return untold == 0;
    }
}
