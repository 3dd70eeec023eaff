package org.belfry.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.belfry.platform.Sentence;

/**
 * Looks at the entries of one chain in the order of their numbers, and finds what was changed, added or taken away behind Belfry's
 * back. It keeps some hashes and what it found, however long the chain is. Not for more than one thread.
 */
public final class ChainCheck {

    /** Most findings that are told: the rest is to be seen when these are mended. */
    public static final int MOST = 100;

    /** So many hashes back an entry is looked for which another one follows on, to tell a wrong entry from those after it. */
    private static final int REMEMBERED = 16;

    /**
     * Something that is wrong.
     *
     * @param seq the number that it is about; null for none
     * @param id the entry's; null where there is none
     * @param problem a sentence without its end
     */
    public record Finding(Long seq, Long id, Sentence problem) {}

    /** What somebody noted outside of Belfry of an entry. */
    public record Anchor(long seq, String hash) {}

    private final Anchor anchor;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<String> before = new ArrayDeque<>();
    private long next = 1;
    private long entries;
    private boolean anchored;
    private boolean afterGap;

    /** @param anchor null for none */
    public ChainCheck(Anchor anchor) {
        this.anchor = anchor;
        before.add(AuditEntry.NOTHING);
    }

    /** Looks at the next entry that is sealed, in the order of number and id. */
    public void accept(AuditEntry entry) {
        entries++;
        var seq = entry.seq();
        if (seq < next) {
            find(seq, entry.id(), seq < 1 ? "has an invalid number" : "has the same number as another entry");
            return;
        }
        if (seq > next) {
            gap(seq - 1, entry);
        }
        next = seq + 1;
        if (!afterGap && before.stream().noneMatch(hash -> entry.hash(hash).equals(entry.hash()))) {
            find(seq, entry.id(), "does not match its seal: it was changed or added later");
        } else {
            before.clear();
        }
        afterGap = false;
        remember(entry.hash());
        if (anchor != null && anchor.seq() == seq) {
            anchored = true;
            if (!anchor.hash().equals(entry.hash())) {
                find(seq, entry.id(), "is not the entry whose hash was recorded: the chain was rewritten");
            }
        }
    }

    /** What is missing cannot be followed on, but where a number was only passed over. */
    private void gap(long last, AuditEntry entry) {
        find(
                next,
                null,
                next == last
                        ? Sentence.of("is missing")
                        : Sentence.of("is missing, as are all entries up to %s", last));
        afterGap = before.stream().noneMatch(hash -> entry.hash(hash).equals(entry.hash()));
    }

    private void remember(String hash) {
        before.addLast(hash == null ? "" : hash);
        if (before.size() > REMEMBERED) {
            before.removeFirst();
        }
    }

    /**
     * Compares the last entry with the end of the chain, as it was at the same moment.
     *
     * @param chain null where there is no row of it
     */
    public void end(AuditChain chain) {
        var last = next - 1;
        if (chain == null) {
            find(null, null, "the row with the end of the chain is missing: entries after %s may be missing too", last);
        } else {
            if (chain.madeAnewAfter() != null) {
                find(
                        chain.madeAnewAfter(),
                        null,
                        "was the last entry when the row with the end of the chain was removed: later entries may be missing");
            }
            if (chain.seq() > last) {
                find(
                        next,
                        null,
                        next == chain.seq()
                                ? Sentence.of("is missing")
                                : Sentence.of("is missing, as are all entries up to %s", chain.seq()));
            } else if (chain.seq() < last) {
                find(last, null, "comes after the end of the chain, which is %s", chain.seq());
            } else if (!chain.hash().equals(before.peekLast())) {
                find(last, null, "does not have the hash that ends the chain");
            }
        }
        if (anchor != null && !anchored) {
            find(anchor.seq(), null, "is missing, although its hash was recorded");
        }
    }

    /** @param pattern of a {@linkplain Sentence#of sentence} */
    private void find(Long seq, Long id, String pattern, Object... values) {
        find(seq, id, Sentence.of(pattern, values));
    }

    private void find(Long seq, Long id, Sentence problem) {
        if (findings.size() < MOST) {
            findings.add(new Finding(seq, id, problem));
        }
    }

    /** Most are {@value #MOST}. Empty where all is as it was sealed. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** How many entries were looked at. */
    public long entries() {
        return entries;
    }
}
