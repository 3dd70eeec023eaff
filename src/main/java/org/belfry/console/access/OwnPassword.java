package org.belfry.console.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.belfry.access.CurrentCaller;
import org.belfry.access.PasswordSignIn;
import org.belfry.console.Messages;
import org.belfry.console.ReportProblems;
import org.belfry.console.Texts;
import org.belfry.platform.JsonInput;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.Sentence;

/** One's own password: the same as {@code PUT /api/session/password}. */
@Named("ownPassword")
@RequestScoped
public class OwnPassword {

    @Inject
    private PasswordSignIn passwords;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Messages messages;

    @Inject
    private Texts texts;

    private String current;
    private String password;
    private String again;

    @ReportProblems
    public void change() {
        if (password != null && !password.equals(again)) {
            throw Problem.invalid("again", Sentence.asIs(texts.of(KeysPage.PACKAGE, "own.again.wrong")));
        }
        var said = JsonOutput.object().add("current", JsonOutput.of(current)).add("password", JsonOutput.of(password));
        passwords.change(caller.get(), () -> new JsonInput(said.build()));
        messages.done(texts.of(KeysPage.PACKAGE, "own.done"));
    }

    /** Never what was typed in, nor are the others. */
    public String getCurrent() {
        return null;
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    public String getPassword() {
        return null;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getAgain() {
        return null;
    }

    public void setAgain(String again) {
        this.again = again;
    }
}
