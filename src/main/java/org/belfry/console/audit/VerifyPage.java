package org.belfry.console.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.audit.ChainCheck;
import org.belfry.audit.report.Verification;
import org.belfry.audit.report.Verifier;
import org.belfry.console.ReportProblems;
import org.belfry.console.SignedIn;
import org.belfry.console.Texts;

/** Looks whether the log is still what was written. */
@Named("verifyPage")
@RequestScoped
public class VerifyPage {

    private static final String PACKAGE = "audit";

    @Inject
    private Verifier verifier;

    @Inject
    private SignedIn me;

    @Inject
    private Texts texts;

    private String seq;
    private String hash;
    private Verification found;

    /** The same as {@code GET /api/audit/verify}. */
    @ReportProblems
    public void verify() {
        found = verifier.verify(me.caller().organizationId(), Verifier.anchor(seq, hash));
    }

    /** Null until somebody has had it verified. */
    public Verification getFound() {
        return found;
    }

    public String getSentence() {
        return texts.of(PACKAGE, found.valid() ? "whole" : "broken", found.entries());
    }

    /** Null where there are none. */
    public String getUnsealed() {
        return found.unsealed() == 0 ? null : texts.of(PACKAGE, "unsealed", found.unsealed());
    }

    /** What was changed, added or taken away. */
    public String problem(ChainCheck.Finding finding) {
        return finding.seq() == null
                ? texts.said(finding.problem())
                : texts.of(PACKAGE, "finding", String.valueOf(finding.seq()), texts.within(finding.problem()));
    }

    public boolean isMore() {
        return found.findings().size() == ChainCheck.MOST;
    }

    /** Whether the fields for what was noted are open. */
    public boolean isAnchored() {
        return seq != null || hash != null;
    }

    public String getSeq() {
        return seq;
    }

    public void setSeq(String seq) {
        this.seq = seq;
    }

    public String getHash() {
        return hash;
    }

    public void setHash(String hash) {
        this.hash = hash;
    }
}
