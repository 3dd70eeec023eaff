package org.belfry.audit.report;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.belfry.audit.ChainCheck;
import org.belfry.audit.ChainCheck.Finding;
import org.belfry.platform.JsonOutput;

/**
 * What was found of a chain.
 *
 * @param entries how many are sealed
 * @param unsealed how many are not, yet
 * @param seq of the last entry, by the end of the chain; 0 for none
 * @param hash of the last entry; null where nothing says so
 */
public record Verification(long entries, long unsealed, long seq, String hash, List<Finding> findings) {

    private static final int TOLD = 5;

    public boolean valid() {
        return findings.isEmpty();
    }

    /** What is wrong, in a few words; null for nothing. */
    String summary() {
        if (valid()) {
            return null;
        }
        var first = findings.stream()
                .limit(TOLD)
                .map(finding -> (finding.seq() == null ? "" : "entry " + finding.seq() + " ") + finding.problem())
                .collect(Collectors.joining("; "));
        return findings.size() > TOLD ? first + "; and more" : first;
    }

    JsonObject toJson() {
        var problems = JsonOutput.array();
        findings.forEach(finding -> problems.add(JsonOutput.object()
                .add("seq", JsonOutput.of(finding.seq()))
                .add("id", JsonOutput.of(finding.id()))
                .add("problem", finding.problem().english())));
        return JsonOutput.object()
                .add("valid", valid())
                .add("entries", entries)
                .add("unsealed", unsealed)
                .add("head", JsonOutput.object().add("seq", seq).add("hash", JsonOutput.of(hash)))
                .add("problems", problems)
                .add("more", findings.size() == ChainCheck.MOST)
                .build();
    }
}
